using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using LogPair.Processor.Pipeline.Replaying;
using LogPair.Processor.Rules;

namespace LogPair.Benchmarks.Stages;

/// <summary>
/// Claim: a million different label values in two million lines cost less than 30 % of the throughput of a thousand,
/// and
/// bounded memory. The whole way from file to series, one lane.
/// </summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls CleanUp, and wants an open class")]
public class CardinalityBombBenchmarks
{
    private const int Lines = 2_000_000;

    private static readonly RuleSet Rules = RulesLoader.Load("rules.yaml", """
        metrics:
          - { name: requests_by_user_total, type: counter, labels: { user: UserName } }
          - { name: requests_total, type: counter, labels: { method: Method } }
          - { name: duration_seconds, type: histogram, value: Elapsed / 1000, labels: { method: Method } }
        """).Rules!;

    private readonly string _directory = Directory.CreateTempSubdirectory("logpair-bomb-").FullName;

    /// <summary>Different label values.</summary>
    [Params(1_000, 1_000_000)]
    public int Values { get; set; }

    private string File => Path.Combine(_directory, $"{Values}.log");

    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(1);
        using var writer = new StreamWriter(File);
        for (var i = 0; i < Lines; i++)
        {
            // Every value once, then by chance.
            var user = i < Values ? i : random.Next(Values);
            writer.Write("""{"@t":"2026-11-22T13:04:05.1234567Z","@mt":"{Method} {Path} took {Elapsed} ms"}"""[..^1]);
            writer.Write($$""","Method":"GET","Path":"/orders/{{i}}","UserName":"user-{{user:D7}}","Elapsed":{{i % 1000}}}""");
            writer.Write('\n');
        }
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_directory, recursive: true);

    /// <returns>Lines, so that nothing is left out.</returns>
    [Benchmark(OperationsPerInvoke = Lines)]
    public long Replay()
    {
        var options = new ReplayOptions { Files = [File], Rules = Rules, Lanes = 1 };
        return ReplayRunner.Run(options, progress: null, CancellationToken.None).Counts.Lines;
    }
}
