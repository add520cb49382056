using System.Globalization;

namespace LogPair.Benchmarks.Workload;

/// <summary>Says where an exposition differs from the truth of the file that it was made from.</summary>
internal static class TruthComparison
{
    /// <summary>Sums depend on the order of addition; everything else is compared exactly.</summary>
    private const double SumTolerance = 1e-9;

    private static readonly string[] ComparedMetrics =
    [
        "http_requests_total{",
        "log_events_total{",
        "http_request_duration_seconds_bucket{",
        "http_request_duration_seconds_count{",
        "http_request_duration_seconds_sum{",
    ];

    /// <returns>One sentence for each difference; empty when all is equal.</returns>
    public static IReadOnlyList<string> Differences(Truth truth, MetricsText metrics)
    {
        var expected = Expected(truth).ToDictionary();
        var wrong = expected.Select(e => Check(metrics, e.Key, e.Value)).OfType<string>();
        var unexpected = metrics.Series
            .Where(s => ComparedMetrics.Any(m => s.StartsWith(m, StringComparison.Ordinal)) && !expected.ContainsKey(s))
            .Select(s => $"{s} is there, but no line counts for it");
        return [.. wrong, .. unexpected];
    }

    /// <summary>Every series that the rules of <c>rules/clef.yaml</c> make of the file.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Expected(Truth truth)
    {
        foreach (var request in truth.Requests)
        {
            yield return Sample(
                "http_requests_total", request.Lines, ("method", request.Method), ("status", request.Status));
        }

        foreach (var (level, lines) in truth.Levels) yield return Sample("log_events_total", lines, ("level", level));

        foreach (var duration in truth.Durations)
        {
            foreach (var (i, bound) in truth.Bounds.Index()) yield return Bucket(duration, bound, duration.Buckets[i]);

            yield return Bucket(duration, double.PositiveInfinity, duration.Count);
            yield return Sample("http_request_duration_seconds_count", duration.Count, ("method", duration.Method));
            yield return Sample("http_request_duration_seconds_sum", duration.Sum, ("method", duration.Method));
        }
    }

    private static KeyValuePair<string, double> Bucket(DurationCount duration, double bound, long lines)
    {
        var le = double.IsInfinity(bound) ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture);
        return Sample("http_request_duration_seconds_bucket", lines, ("method", duration.Method), ("le", le));
    }

    private static KeyValuePair<string, double> Sample(string metric, double value, params (string, string)[] labels)
    {
        return new(MetricsText.SeriesName(metric, labels), value);
    }

    private static string? Check(MetricsText metrics, string series, double expected)
    {
        if (!metrics.TryGet(series, out var actual)) return $"{series} is missing; the truth is {Show(expected)}";

        var tolerance = series.Contains("_sum{", StringComparison.Ordinal) ? Math.Abs(expected) * SumTolerance : 0;
        if (Math.Abs(actual - expected) <= tolerance) return null;

        return $"{series} is {Show(actual)}; the truth is {Show(expected)} ({Show(actual - expected)} off)";
    }

    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
