using System.CommandLine;
using System.Diagnostics;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>make SET FILE</c>: an input file and its truth.</summary>
internal static class MakeCommand
{
    public static Command Create()
    {
        var command = new Command("make", "Make an input file and its truth");
        foreach (var set in DataSets.All) command.Add(Create(set));
        return command;
    }

    private static Command Create(DataSet set)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Replaced if it exists; its truth goes beside it" };
        var size = BenchOptions.Size();
        var seed = BenchOptions.Seed();
        var command = new Command(set.Name, set.Summary) { file, size, seed };
        command.SetAction(parsed =>
            Make(parsed.GetRequiredValue(file).FullName, set, parsed.GetValue(size), parsed.GetValue(seed)));
        return command;
    }

    private static void Make(string path, DataSet set, long size, ulong seed)
    {
        var started = Stopwatch.GetTimestamp();
        var truth = DataFile.Make(path, set, size, seed);

        var rate = truth.Bytes / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e6;
        var lineBytes = truth.Bytes / (double)truth.Lines;
        Console.Error.WriteLine(
            $"{path}: {truth.Bytes:N0} bytes, {truth.Lines:N0} lines of {lineBytes:F1} on average, {rate:N0} MB/s");
    }
}
