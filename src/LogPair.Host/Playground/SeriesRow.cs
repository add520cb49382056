using LogPair.Host.Series;
using LogPair.Processor.Rules;

namespace LogPair.Host.Playground;

/// <summary>One series as a person wants to see it: a histogram is one row, not a dozen.</summary>
/// <param name="Series">Its name with labels.</param>
/// <param name="Value">Its value or values.</param>
internal readonly record struct SeriesRow(string Series, string Value)
{
    /// <summary>The series of the rules' metrics, in the order of the rules.</summary>
    public static IReadOnlyList<SeriesRow> From(Replayed replayed)
    {
        var rows = new List<SeriesRow>();
        foreach (var metric in replayed.Metrics)
        {
            var samples = replayed.Samples.Values.Where(sample => replayed.MetricOf(sample) == metric);
            if (metric.Type is MetricType.Histogram) rows.AddRange(samples.GroupBy(sample => NameOf(metric, sample)).Select(Histogram));
            else rows.AddRange(samples.Select(sample => new SeriesRow(sample.Series, SampleValue.Text(sample.Value))));
        }

        return rows;
    }

    private static SeriesRow Histogram(IGrouping<string, SampleLine> samples)
    {
        var count = samples.Last(sample => sample.Metric.EndsWith("_count", StringComparison.Ordinal)).Value;
        var sum = samples.Last(sample => sample.Metric.EndsWith("_sum", StringComparison.Ordinal)).Value;
        var buckets = samples.Where(sample => Le(sample) is not null).Select(sample => $"≤{Le(sample)}: {SampleValue.Text(sample.Value)}");
        return new SeriesRow(samples.Key, $"{SampleValue.Text(count)}, sum {SampleValue.Text(sum)}   {string.Join("  ", buckets)}");
    }

    private static string NameOf(MetricDefinition metric, SampleLine sample) =>
        SeriesName.Of(metric.Name, sample.Labels.Where(label => label.Label != "le"));

    private static string? Le(SampleLine sample) =>
        sample.Labels.Where(label => label.Label == "le").Select(label => label.Value).FirstOrDefault();
}
