using System.Diagnostics;
using System.Globalization;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>What was done to the pair, with the time since the start of the scenario.</summary>
internal sealed class FaultHistory
{
    private const int ShownInFailure = 40;

    private readonly long _begin = Stopwatch.GetTimestamp();
    private readonly List<string> _lines = [];

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

    public void Add(string what)
    {
        var seconds = Elapsed.TotalSeconds.ToString("000.000", CultureInfo.InvariantCulture);
        lock (_lines) _lines.Add($"{seconds} {what}");
    }

    /// <summary>The last entries, for a failure message.</summary>
    public string Tail()
    {
        lock (_lines) return string.Join('\n', _lines.TakeLast(ShownInFailure));
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
