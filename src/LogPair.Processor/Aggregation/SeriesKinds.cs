using System.Diagnostics;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Which values and deltas a metric has.</summary>
internal static class SeriesKinds
{
    public static SeriesValues CreateValues(MetricDefinition definition, SeriesClock clock) => definition.Type switch
    {
        MetricType.Counter => new SumValues(),
        MetricType.Gauge when definition.Action == GaugeAction.Set => new LatestValues(),
        MetricType.Gauge when definition.Action == GaugeAction.Add => new SumValues(),
        MetricType.Gauge => new ExtremeValues(definition.Action == GaugeAction.Max),
        MetricType.Histogram => new HistogramValues(definition.Buckets.Count),
        MetricType.Summary => new SummaryValues(definition.Quantiles, definition.Window, clock),
        MetricType.Distinct => new DistinctValues(),
        MetricType.TopK => new TopValues(definition.K),
        _ => throw new UnreachableException($"no values for {definition.Type}"),
    };

    public static SeriesDeltas CreateDeltas(MetricDefinition definition) => definition.Type switch
    {
        MetricType.Counter or MetricType.TopK => new SumDeltas(),
        MetricType.Gauge when definition.Action == GaugeAction.Set => new LatestDeltas(),
        MetricType.Gauge when definition.Action == GaugeAction.Add => new SumDeltas(),
        MetricType.Gauge => new ExtremeDeltas(definition.Action == GaugeAction.Max),
        MetricType.Histogram => new HistogramDeltas(new BucketBounds(definition.Buckets)),
        MetricType.Summary => new SummaryDeltas(),
        MetricType.Distinct => new DistinctDeltas(),
        _ => throw new UnreachableException($"no deltas for {definition.Type}"),
    };
}
