using System.Buffers;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Exposition;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Processor.Rules;
using LogPair.Processor.Tests.Exposition;

namespace LogPair.Processor.Tests.Aggregation;

/// <summary>
/// Series of every type with lanes, checkpoints and exposition, beside a model made of lists and dictionaries.
/// </summary>
internal sealed class SeriesMachine
{
    public const int MaxSeries = 4;
    private const int Lanes = 3;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);
    private static readonly long Start = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly double[] Bounds = [0, 5, 10];

    public static readonly MetricDefinition[] Metrics =
    [
        Define("counter", MetricType.Counter),
        Define("gauge_set", MetricType.Gauge),
        Define("gauge_add", MetricType.Gauge) with { Action = GaugeAction.Add },
        Define("gauge_min", MetricType.Gauge) with { Action = GaugeAction.Min },
        Define("gauge_max", MetricType.Gauge) with { Action = GaugeAction.Max },
        Define("histogram", MetricType.Histogram) with { Buckets = Bounds },
        Define("summary", MetricType.Summary) with { Quantiles = [0.5], Window = TimeSpan.FromSeconds(10) },
        Define("distinct", MetricType.Distinct),
        Define("top", MetricType.TopK) with { K = 3, MaxSeries = 1000, ExpireAfter = null },
    ];

    private readonly ArrayBufferWriter<byte> _checkpoint = new();
    private readonly CheckpointSerializer _serializer = new(Metrics);
    private readonly List<(string Key, int Value, long Ticks)>[] _pending = new List<(string, int, long)>[Lanes];

    // What should be: the measurements of each series, when it was last touched, and sums for the heaviest.
    private readonly Dictionary<string, (List<(int Value, long Ticks)> All, long Touched)> _model = [];
    private readonly Dictionary<string, int> _sums = [];

    private LedgerState _state = CreateState();
    private ChangeSet[] _lanes = [];
    private SeriesSnapshot _snapshot = null!;
    private PrometheusExporter _exporter = null!;
    private long _age;

    public SeriesMachine()
    {
        for (var lane = 0; lane < Lanes; lane++) _pending[lane] = [];
        BeginProcess();
    }

    public void Measure(int lane, int label, int value, int ageOfEvent)
    {
        var ticks = Start + _age - (ageOfEvent * TimeSpan.TicksPerSecond);
        for (var metric = 0; metric < Metrics.Length; metric++)
        {
            var isSigned = Metrics[metric].Type is not (MetricType.Counter or MetricType.TopK);
            var measurement = new Measurement
            {
                LabelKey = LabelKey.Encode($"v{label}"),
                Value = isSigned ? value : Math.Abs(value),
                ValueHash = (ulong)(value + 100) * 0x9E3779B97F4A7C15,
            };
            _lanes[lane].Record(metric, measurement, ticks);
        }

        _pending[lane].Add(($"v{label}", value, ticks));
    }

    public void Commit(int lane)
    {
        SetClock();
        _lanes[lane].CommitTo(_state.Table, (_, _) => { });
        foreach (var series in _pending[lane].GroupBy(each => each.Key).ToList())
        {
            var key = Resolve(series.Key);
            var all = _model.TryGetValue(key, out var known) ? known.All : [];
            all.AddRange(series.Select(each => (each.Value, each.Ticks)));
            _model[key] = (all, _age);
            _sums[series.Key] = _sums.GetValueOrDefault(series.Key) + series.Sum(each => Math.Abs(each.Value));
        }

        _pending[lane].Clear();
    }

    public void Pass(int seconds)
    {
        _age += seconds * TimeSpan.TicksPerSecond;
        SetClock();
        _state.Table.Advance();
        foreach (var (key, series) in _model.ToList())
        {
            if (_age - series.Touched >= Life.Ticks) _model.Remove(key);
        }
    }

    public void Save()
    {
        CheckpointFormat.EndRecord(_checkpoint, _serializer.WriteChanges(_checkpoint, _state));
        _snapshot.Take(_state.Table);
        _exporter.Apply(_snapshot);
    }

    /// <summary>The disk is full: nothing is written, nothing is shown.</summary>
    public void FailToSave()
    {
        _serializer.WriteChanges(new ArrayBufferWriter<byte>(), _state);
        _snapshot.Take(_state.Table);
        _snapshot.GiveBack(_state.Table);
    }

    /// <summary>What is saved is all that is left.</summary>
    public void Restart()
    {
        for (var lane = 0; lane < Lanes; lane++) Commit(lane);
        Save();
        _state = CreateState();
        ReadOnlySpan<byte> rest = _checkpoint.WrittenSpan;
        while (CheckpointFormat.TryReadRecord(ref rest, out var content) == RecordOutcome.Read)
            _serializer.Read(content, _state);
        BeginProcess();
        Save();
    }

    public void Check()
    {
        for (var lane = 0; lane < Lanes; lane++) Commit(lane);
        Save();
        foreach (var (metric, definition) in Metrics.Index())
        {
            var expected = definition.Type == MetricType.TopK
                ? _sums.ToDictionary(sum => sum.Key, sum => new[] { (double)sum.Value })
                : _model.ToDictionary(series => series.Key, series => Expected(definition, series.Value.All));
            var series = _state.Table[metric];
            Assert.Equal(expected.Count, series.Count);
            for (var slot = 0; slot < series.Slots; slot++)
            {
                if (series.IsUsed(slot)) AssertEqual(definition, expected[KeyOf(series, slot)], series.Numbers(slot));
            }
        }

        CheckText();
    }

    private void CheckText()
    {
        var text = ExporterText.Of(_exporter).Split('\n');
        var counters = text.Where(line => line.StartsWith("counter{", StringComparison.Ordinal)).Order();
        var top = text.Where(line => line.StartsWith("top{", StringComparison.Ordinal));
        var least = _sums.Values.OrderDescending().Take(3).ToList();

        Assert.Equal(
            _model.Select(s => $"counter{{l=\"{s.Key}\"}} {s.Value.All.Sum(each => Math.Abs(each.Value))}").Order(), counters);
        Assert.Equal(
            least, top.Select(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], null)).OrderDescending());
        Assert.Equal(_model.Count, text.Count(line => line.StartsWith("summary_count{", StringComparison.Ordinal)));
    }

    private double[] Expected(MetricDefinition definition, List<(int Value, long Ticks)> all) => definition.Name switch
    {
        "counter" => [all.Sum(each => Math.Abs(each.Value))],
        "gauge_set" => [all.Aggregate((one, next) => next.Ticks >= one.Ticks ? next : one).Value],
        "gauge_add" => [all.Sum(each => each.Value)],
        "gauge_min" => [all.Min(each => each.Value)],
        "gauge_max" => [all.Max(each => each.Value)],
        "distinct" => [all.Select(each => each.Value).Distinct().Count()],
        "summary" => [all.Sum(each => each.Value), all.Count, Median(all)],
        _ =>
        [
            all.Sum(each => each.Value),
            all.Count(each => each.Value <= 0),
            all.Count(each => each.Value is > 0 and <= 5),
            all.Count(each => each.Value is > 5 and <= 10),
            all.Count(each => each.Value > 10),
        ],
    };

    private double Median(List<(int Value, long Ticks)> all)
    {
        var end = (Start + _age) / TimeSpan.TicksPerSecond;
        var inside = all.Where(each => each.Ticks / TimeSpan.TicksPerSecond > end - 10).Select(each => each.Value)
            .Order().ToList();
        return inside.Count == 0 ? double.NaN : inside[(int)Math.Floor(0.5 * (inside.Count - 1))];
    }

    private static void AssertEqual(MetricDefinition definition, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.True(
                one.Equals(other) || Math.Abs(one - other) <= Math.Abs(one) * 0.010001,
                $"{definition.Name}: {string.Join(' ', expected)} is shown as {string.Join(' ', actual)}");
        }
    }

    private string Resolve(string key) => _model.ContainsKey(key) || _model.Keys.Count(known => known != "other") < MaxSeries
        ? key
        : "other";

    private void BeginProcess()
    {
        _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new ChangeSet(Metrics))];
        _snapshot = new SeriesSnapshot(_state.Table);
        _exporter = new PrometheusExporter(Metrics);
        SetClock();
    }

    private void SetClock() => (_state.Table.Clock.UtcTicks, _state.Table.Clock.AgeTicks) = (Start + _age, _age);

    private static string KeyOf(MetricSeries series, int slot) => LabelKey.Decode(series.Key(slot), 1)[0];

    private static LedgerState CreateState() => new(new SeriesTable(Metrics), DateTimeOffset.UnixEpoch);

    private static MetricDefinition Define(string name, MetricType type) => new()
    {
        Name = name,
        Help = "h",
        Type = type,
        LabelNames = ["l"],
        MaxSeries = MaxSeries,
        ExpireAfter = Life,
    };
}
