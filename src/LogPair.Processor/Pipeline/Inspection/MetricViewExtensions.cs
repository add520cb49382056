namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>What people ask about the series of a metric.</summary>
internal static class MetricViewExtensions
{
    /// <summary>The heaviest values of each label.</summary>
    /// <param name="metric">At one moment.</param>
    /// <param name="most">How many of each label.</param>
    public static IReadOnlyList<LabelView> Labels(this MetricView metric, int most) =>
    [
        .. metric.LabelNames.Select((name, label) =>
        {
            var values = metric.Series.GroupBy(series => series.Labels[label], StringComparer.Ordinal).ToList();
            var heaviest = values
                .Select(value => new WeightedValue(value.Key, value.Count(), value.Sum(series => series.Value)))
                .OrderByDescending(value => value.Weight).ThenBy(value => value.Value, StringComparer.Ordinal)
                .Take(most);
            return new LabelView(name, values.Count, [.. heaviest]);
        }),
    ];
}
