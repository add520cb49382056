using System.Globalization;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>What a process has used.</summary>
/// <param name="Processor">Time on processors, user and system.</param>
/// <param name="PeakBytes">Most memory that it had at once.</param>
internal readonly record struct ResourceUse(TimeSpan Processor, long PeakBytes)
{
    // Source: proc(5): a tick is 10 ms; fields 14 and 15 of stat, counted after the name in parentheses.
    private const int TicksPerSecond = 100;

    public static ResourceUse Of(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        var peak = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        var kilobytes = long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return new ResourceUse(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), kilobytes << 10);
    }
}
