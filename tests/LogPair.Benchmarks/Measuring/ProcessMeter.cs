using System.Diagnostics;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Runs a program to its end and says what it used up.</summary>
internal static class ProcessMeter
{
    /// <summary>How often the peak of resident memory is read.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    // The shell opens the files and becomes the program, so that no byte goes through this process
    private const string Redirect = "out=$1 err=$2; shift 2; exec \"$@\" >\"$out\" 2>\"$err\"";

    /// <param name="name">In the results.</param>
    /// <param name="output">File for standard output, which may be <c>/dev/null</c>.</param>
    /// <param name="command">Program and arguments.</param>
    /// <exception cref="InvalidOperationException">The program failed; says how.</exception>
    public static Measured Run(string name, string output, params string[] command)
    {
        var before = Usage.OfChildren();
        var errors = Path.GetTempFileName();
        using var process = Process.Start("/bin/sh", ["-c", Redirect, "sh", output, errors, .. command]);

        var peak = 0L;
        do peak = Math.Max(peak, ProcessMemory.PeakBytes(process.Id));
        while (!process.WaitForExit(Interval));

        var usage = Usage.OfChildren() - before;
        var said = File.ReadAllText(errors);
        File.Delete(errors);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} ended with {process.ExitCode}.\n{said}");

        return new Measured(name, usage, peak);
    }
}
