using BenchmarkDotNet.Attributes;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Benchmarks.Stages;

/// <summary>Claim: a measurement of a known series allocates nothing; a commit costs what changed, not what there is.</summary>
[MemoryDiagnoser]
public class AggregationBenchmarks
{
    private const int Measurements = 10_000;

    private static readonly MetricDefinition Histogram = new()
    {
        Name = "duration_seconds",
        Help = "A histogram.",
        Type = MetricType.Histogram,
        LabelNames = ["route"],
        Buckets = Workload.TruthBuilder.Bounds,
        MaxSeries = 100_000,
    };

    private readonly ChangeSet _changes = new([Histogram]);
    private readonly SeriesTable _table = new([Histogram]);
    private byte[][] _keys = [];

    /// <summary>Series that a batch changes.</summary>
    [Params(10, 1_000)]
    public int Changed { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        // Ten times as many series exist as a batch changes
        _keys = [.. Enumerable.Range(0, Changed * 10).Select(i => LabelKey.Encode($"/orders/{i}"))];
        foreach (var key in _keys) _changes.Record(0, key, 0.1, eventTicks: 0);
        _changes.CommitTo(_table, (_, _) => { });
    }

    [Benchmark(OperationsPerInvoke = Measurements)]
    public void RecordAndCommit()
    {
        for (var i = 0; i < Measurements; i++) _changes.Record(0, _keys[i % Changed], 0.07, eventTicks: 0);
        _changes.CommitTo(_table, static (_, _) => { });
    }
}
