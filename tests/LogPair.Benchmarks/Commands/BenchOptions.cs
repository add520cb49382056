using System.CommandLine;
using System.CommandLine.Parsing;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary>The options that all measurements of whole processes have.</summary>
internal static class BenchOptions
{
    /// <summary>A command that measures and prints tables.</summary>
    public static Command Command(string name, string summary, Func<BenchSettings, CancellationToken, Task> measure)
    {
        var binary = new Option<FileInfo>("--binary") { Description = "The published logpair", Required = true };
        binary.AcceptExistingOnly();
        var work = new Option<DirectoryInfo>("--work")
        {
            Description = "Where inputs are kept",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Path.GetTempPath(), "logpair-bench")),
        };
        var size = Size();
        var seed = Seed();
        var rounds = Number("--rounds", "Of each program, in turn", 5);
        var span = Number("--seconds", "Of measurements over time", 30);
        var command = new Command(name, summary) { binary, work, size, seed, rounds, span };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = new BenchSettings
            {
                Binary = parsed.GetRequiredValue(binary),
                Work = parsed.GetRequiredValue(work),
                Size = parsed.GetValue(size),
                Seed = parsed.GetValue(seed),
                Rounds = parsed.GetValue(rounds),
                Span = TimeSpan.FromSeconds(parsed.GetValue(span)),
            };
            settings.Work.Create();
            Console.WriteLine($"\n## {name}\n\n{Machine.Describe(settings)}");
            await measure(settings, cancel);
        });
        return command;
    }

    public static Option<long> Size() => new("--size")
    {
        Description = "Of an input, for example 64MiB",
        CustomParser = ParseSize,
        DefaultValueFactory = _ => 1L << 30,
    };

    public static Option<ulong> Seed() =>
        new("--seed") { Description = "Same seed, same bytes", DefaultValueFactory = _ => 1 };

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };

    private static long ParseSize(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (ByteSize.TryParse(text, out var bytes)) return bytes;

        result.AddError($"'{text}' is not a size. Write a number and a unit: 64MiB, 1GiB.");
        return 0;
    }
}
