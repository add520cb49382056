namespace LogPair.Processor.Rules;

/// <summary>The shape of one metric: what Prometheus must know of it before there is a value.</summary>
internal sealed record MetricDefinition
{
    /// <summary>Default of <see cref="MaxSeries"/>.</summary>
    /// <remarks>A counter family of this size costs about half a megabyte with its exposition.</remarks>
    public const int DefaultMaxSeries = 1000;

    /// <summary>Default of <see cref="K"/>.</summary>
    public const int DefaultK = 10;

    /// <summary>Default of <see cref="Window"/>; that of Prometheus' client libraries.</summary>
    public static readonly TimeSpan DefaultWindow = TimeSpan.FromMinutes(10);

    /// <summary>A valid Prometheus metric name.</summary>
    public required string Name { get; init; }

    public required string Help { get; init; }

    public required MetricType Type { get; init; }

    /// <summary>Valid, distinct Prometheus label names; the order is that of the values in a label key.</summary>
    public IReadOnlyList<string> LabelNames { get; init; } = [];

    /// <summary>
    /// Upper bounds of a histogram's buckets: finite, increasing, without <c>+Inf</c>. Empty for other types.
    /// </summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];

    /// <summary>
    /// Most series the metric may have; further label sets go to one whose labels all read <c>other</c>.
    /// </summary>
    public int MaxSeries { get; init; } = DefaultMaxSeries;

    /// <summary>Label keys of the series that exist, at zero, before any record; see <see cref="LabelKey"/>.</summary>
    /// <remarks>
    /// A counter or histogram without labels has its only series here. Empty for other metrics unless the rule says so.
    /// </remarks>
    public IReadOnlyList<byte[]> InitialSeries { get; init; } = [];

    /// <summary>Of a gauge.</summary>
    public GaugeAction Action { get; init; } = GaugeAction.Set;

    /// <summary>Of a summary: 0 to 1, increasing.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>Of a summary: how old events may be that its quantiles are of.</summary>
    public TimeSpan Window { get; init; } = DefaultWindow;

    /// <summary>Of a top-k: how many series are shown.</summary>
    public int K { get; init; } = DefaultK;

    /// <summary>Whether trace ids are kept; counters and histograms only.</summary>
    public bool HasExemplars { get; init; }

    /// <summary>How long a series stays that is not measured; null for ever.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    /// <summary>Counters that are kept to find the <paramref name="k"/> heaviest series of a top-k.</summary>
    public static int CountersFor(int k) => Math.Max(1000, k * 10);

    /// <summary>Whether it is LogPair's and not of the rules.</summary>
    public bool IsOwn => Name.StartsWith("logpair_", StringComparison.Ordinal);

    /// <summary>What of the time of an event makes a difference.</summary>
    public EventMoment Moment => Type switch
    {
        MetricType.Summary => EventMoment.Time,
        MetricType.Gauge when Action == GaugeAction.Set => EventMoment.Order,
        _ => EventMoment.Nothing,
    };

    /// <summary>Whether the time at which it is counted or shown makes a difference.</summary>
    public bool NeedsClock => Type == MetricType.Summary || ExpireAfter is not null;
}
