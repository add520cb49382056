using System.CommandLine;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>table RESULTS TRUTH</c>: the medians of several rounds as Markdown.</summary>
internal static class TableCommand
{
    public static Command Create()
    {
        var results = new Argument<FileInfo>("RESULTS") { Description = "Made by `floor` and `measure`" };
        var truth = new Argument<FileInfo>("TRUTH") { Description = "Of the file that was read" };
        var command = new Command("table", "Print the medians of several rounds as Markdown") { results, truth };
        command.SetAction(parsed =>
        {
            Measured[] measured = [.. File.ReadLines(parsed.GetRequiredValue(results).FullName).Select(Measured.Parse)];
            var read = Truth.Read(parsed.GetRequiredValue(truth).FullName);
            Console.WriteLine(ThroughputTable.Format(measured, read.Bytes, read.Lines));
        });
        return command;
    }
}
