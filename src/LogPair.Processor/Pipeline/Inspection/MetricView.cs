namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>All series of one metric at one moment.</summary>
/// <param name="Name">Of the metric.</param>
/// <param name="Type">As in a rules file.</param>
/// <param name="LabelNames">In the order of the series' values.</param>
/// <param name="Series">In no order.</param>
internal sealed record MetricView(
    string Name, string Type, IReadOnlyList<string> LabelNames, IReadOnlyList<SeriesView> Series)
{
    /// <summary>Upper bounds of a histogram's buckets, without the last.</summary>
    public IReadOnlyList<double>? Bounds { get; init; }

    /// <summary>Of a summary: 0 to 1.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }
}
