using System.Diagnostics;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Throughput;

/// <summary>Whether an executable knows a set's format. If not, that is said loudly and the set left out.</summary>
internal static class FormatCheck
{
    public static bool IsKnown(FileInfo binary, DataSet set)
    {
        using var check = Process.Start(new ProcessStartInfo(binary.FullName, ["check", set.RulesPath])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{binary} did not start.");
        var errors = check.StandardError.ReadToEnd();
        check.WaitForExit();
        if (check.ExitCode == 0) return true;

        Console.WriteLine($"\n**SKIPPED {set.Name}**: this logpair does not take the rules for it.\n\n{errors}");
        return false;
    }
}
