using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>make clef FILE</c>: an input file and its truth.</summary>
internal static class MakeCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Replaced if it exists; its truth goes beside it" };
        var size = new Option<long>("--size")
        {
            Description = "For example 64MiB",
            CustomParser = ParseSize,
            DefaultValueFactory = _ => 1L << 30,
        };
        var seed = new Option<ulong>("--seed") { Description = "Same seed, same bytes", DefaultValueFactory = _ => 1 };

        var clef = new Command("clef", "Lines of Serilog's compact JSON, about 420 bytes each") { file, size, seed };
        clef.SetAction(parsed =>
            Make(parsed.GetRequiredValue(file).FullName, parsed.GetValue(size), parsed.GetValue(seed)));
        return new Command("make", "Make an input file and its truth") { clef };
    }

    private static int Make(string path, long size, ulong seed)
    {
        var started = Stopwatch.GetTimestamp();
        var truth = ClefFile.Make(path, size, seed);

        var rate = truth.Bytes / Stopwatch.GetElapsedTime(started).TotalSeconds / 1e6;
        var lineBytes = truth.Bytes / (double)truth.Lines;
        Console.Error.WriteLine(
            $"{path}: {truth.Bytes:N0} bytes, {truth.Lines:N0} lines of {lineBytes:F1} bytes on average, {rate:N0} MB/s");
        return 0;
    }

    private static long ParseSize(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (ByteSize.TryParse(text, out var bytes)) return bytes;

        result.AddError($"'{text}' is not a size. Write a number and a unit: 64MiB, 1GiB.");
        return 0;
    }
}
