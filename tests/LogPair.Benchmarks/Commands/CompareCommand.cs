using System.CommandLine;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>compare TRUTH METRICS</c>: fails when an exposition differs from the truth.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var truth = new Argument<FileInfo>("TRUTH") { Description = "Made by `make`" };
        var metrics = new Argument<string>("METRICS") { Description = "A text exposition, or - for standard input" };
        var command = new Command("compare", "Compare an exposition with the truth: counts exactly, sums to 1e-9")
        {
            truth, metrics,
        };
        command.SetAction(parsed => Compare(parsed.GetRequiredValue(truth).FullName, parsed.GetRequiredValue(metrics)));
        return command;
    }

    private static void Compare(string truthPath, string metricsPath)
    {
        var truth = Truth.Read(truthPath);
        using var reader = metricsPath == "-" ? Console.In : File.OpenText(metricsPath);
        TruthCheck.Require(metricsPath, truth, MetricsText.Read(reader));

        var samples = TruthComparison.Expected(truth).Count();
        Console.Error.WriteLine($"Equal to the truth: {samples} samples of {truth.Lines:N0} lines.");
    }
}
