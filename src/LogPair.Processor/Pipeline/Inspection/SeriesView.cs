namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>One series of a metric, for people.</summary>
/// <param name="Labels">Values, in the order of the metric's label names.</param>
/// <param name="Value">What it weighs: of a histogram or summary, its count; otherwise its value.</param>
internal sealed record SeriesView(IReadOnlyList<string> Labels, double Value)
{
    /// <summary>Of a histogram or summary.</summary>
    public double? Sum { get; init; }

    /// <summary>Of a histogram: observations by bucket, not cumulative, the last one without a bound.</summary>
    public IReadOnlyList<double>? Buckets { get; init; }

    /// <summary>Of a summary: values by quantile.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>Whether it takes what exceeds the limit of series.</summary>
    public bool IsOverflow { get; init; }
}
