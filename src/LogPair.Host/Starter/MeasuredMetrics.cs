using System.Globalization;
using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>Metrics of what records measure: durations, sizes and states.</summary>
internal static class MeasuredMetrics
{
    // Between these two, most values are; what is beyond falls into the outermost buckets.
    private const double Low = 0.05;
    private const double High = 0.999;

    private const string Request = "http_request_duration_seconds";
    private const string Response = "http_response_size_bytes";

    private static readonly string[] Units =
    [
        "ms", "msec", "msecs", "millis", "milliseconds", "us", "usec", "micros", "microseconds", "ns", "nsec", "nanos",
        "nanoseconds", "s", "sec", "secs", "second", "seconds", "b", "byte", "bytes",
    ];

    /// <summary>Durations, the one that a request took first, those of servers behind it last.</summary>
    public static IEnumerable<StarterMetric> Durations(StarterContext context)
    {
        var durations = context.Of(FieldRole.Duration)
            .OrderBy(each => NameWords.Of(each.Name.Text).Has("upstream", "urt"));
        var isFirst = true;
        foreach (var duration in durations)
        {
            var http = isFirst && context.Http is { } found && duration.Count * 2 >= found.Mark.Count ? found : null;
            yield return Duration(duration, http, context);
            isFirst = false;
        }
    }

    public static IEnumerable<StarterMetric> Sizes(StarterContext context) =>
        context.Of(FieldRole.Size).Select(size => Size(size, context));

    public static IEnumerable<StarterMetric> Gauges(StarterContext context) =>
        context.Of(FieldRole.Level).Select(gauge =>
        {
            var words = NameWords.Of(gauge.Name.Text).Snake;
            return new StarterMetric
            {
                Name = context.Names.Metric(MetricType.Gauge, words, $"log_{words}"),
                Type = MetricType.Gauge,
                Help = $"{gauge.Name.Text}, as last logged.",
                Why = [$"{gauge.Name.Text}: the last value counts. {StarterContext.Range(gauge)}."],
                Where = context.WhereOf(gauge),
                Value = gauge.Name.Expression,
            };
        });

    /// <param name="duration">What was seen of it.</param>
    /// <param name="http">If it is the time that a request took.</param>
    /// <param name="context">Of all metrics.</param>
    private static StarterMetric Duration(FieldStatistics duration, HttpFields? http, StarterContext context)
    {
        var words = NameWords.Of(duration.Name.Text);
        var unit = DurationUnit.Of(duration, words)!;
        var own = $"{WithoutUnit(words, "duration")}_seconds";
        var labels = http is null ? [] : RequestMetrics.Labels(http, context);
        var why = unit.IsKnown
            ? unit.Name
            : $"taken for {unit.Name} by the size of its values; if that is wrong, mend value and buckets";
        var low = duration.Quantile(Low) / unit.PerSecond;
        var high = duration.Quantile(High) / unit.PerSecond;
        string[] names = [.. Preferred(http is not null, Request), own, $"log_{own}"];
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.Histogram, names),
            Type = MetricType.Histogram,
            Help = $"{duration.Name.Text} in seconds.",
            Why = [$"{duration.Name.Text}: {why}. {StarterContext.Range(duration)}."],
            Where = context.WhereOf(duration),
            Value = Seconds(duration, unit),
            Buckets = StarterBuckets.Seconds(low, high),
            Labels = labels,
            HasExemplars = context.HasTraces,
            MaxSeries = StarterLabels.MaxSeries(labels),
        };
    }

    private static StarterMetric Size(FieldStatistics size, StarterContext context)
    {
        var words = NameWords.Of(size.Name.Text);
        var own = $"{WithoutUnit(words, "log_size")}_bytes";
        var isResponse = context.Http is not null && words.Has("response", "sent", "sc");
        string[] names = [.. Preferred(isResponse, Response), own, $"log_{own}"];
        return new StarterMetric
        {
            Name = context.Names.Metric(MetricType.Histogram, names),
            Type = MetricType.Histogram,
            Help = $"{size.Name.Text} in bytes.",
            Why = [$"{size.Name.Text}: bytes. {StarterContext.Range(size)}."],
            Where = context.WhereOf(size),
            Value = size.Kind == ContentKind.Bytes ? $"Bytes({size.Name.Expression})" : size.Name.Expression,
            Buckets = StarterBuckets.Sizes(size.Quantile(Low), size.Quantile(High)),
            HasExemplars = context.HasTraces,
        };
    }

    private static string[] Preferred(bool isIt, string name) => isIt ? [name] : [];

    private static string Seconds(FieldStatistics duration, DurationUnit unit)
    {
        var expression = duration.Name.Expression;
        if (duration.Kind == ContentKind.Duration) return $"Duration({expression})";
        return unit.PerSecond == 1
            ? expression
            : string.Create(CultureInfo.InvariantCulture, $"{expression} / {unit.PerSecond:0}");
    }

    // request_time_ms becomes request_time_seconds.
    private static string WithoutUnit(NameWords words, string otherwise)
    {
        var kept = words.All.Where(word => !Units.Contains(word)).ToList();
        return kept.Count == 0 ? otherwise : string.Join('_', kept);
    }
}
