namespace LogPair.Processor.Rules;

/// <summary>The shape of one metric: what Prometheus must know of it before there is a value.</summary>
internal sealed record MetricDefinition
{
    /// <summary>Default of <see cref="MaxSeries"/>.</summary>
    /// <remarks>A counter family of this size costs about half a megabyte with its exposition.</remarks>
    public const int DefaultMaxSeries = 1000;

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
}
