using System.Diagnostics;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Runs a program and says what it used up. Its standard streams are this process's.</summary>
internal static class ProcessMeter
{
    /// <summary>How often the peak of resident memory is read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static Measured Run(string name, string program, IEnumerable<string> arguments)
    {
        var before = Usage.OfChildren();
        using var process = Process.Start(new ProcessStartInfo(program, arguments))
            ?? throw new InvalidOperationException($"{program} did not start.");

        var peak = 0L;
        do peak = Math.Max(peak, ProcessMemory.PeakBytes(process.Id));
        while (!process.WaitForExit(Interval));

        return new Measured(name, Usage.OfChildren() - before, peak, process.ExitCode);
    }
}
