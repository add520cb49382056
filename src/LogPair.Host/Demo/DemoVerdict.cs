using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Workload;

namespace LogPair.Host.Demo;

/// <summary>The comparison of what was written with what a scrape shows.</summary>
internal sealed record DemoVerdict
{
    /// <summary>
    /// Sums of doubles depend on the order of adding; everything else must be equal to the last digit.
    /// </summary>
    private const double SumTolerance = 1e-9;

    /// <summary>Lines that the generator wrote.</summary>
    public required long Written { get; init; }

    /// <summary>Lines that the counters show.</summary>
    public required long Counted { get; init; }

    /// <summary>Series that were compared.</summary>
    public required int Series { get; init; }

    /// <summary>One line each; empty if all is equal.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    public bool IsExact => Differences.Count == 0;

    /// <param name="exposition">A scrape in the text format 0.0.4, made after the drain.</param>
    public static DemoVerdict Compare(Truth truth, string exposition)
    {
        var expected = ExpectedSeries.From(truth);
        var scraped = ExpositionText.Parse(exposition)
            .Where(sample => ExpectedSeries.Metrics.Any(metric => IsOf(metric, sample.Key)))
            .ToDictionary();
        return new DemoVerdict
        {
            Written = truth.Events,
            Counted = (long)scraped.Where(sample => IsOf("log_events_total", sample.Key)).Sum(sample => sample.Value),
            Series = expected.Count,
            Differences = [.. expected.Keys.Union(scraped.Keys).Order(StringComparer.Ordinal)
                .Select(series =>
                    Difference(series, expected.GetValueOrDefault(series), scraped.GetValueOrDefault(series)))
                .OfType<string>()],
        };
    }

    public override string ToString()
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"{Written:N0} written, {Counted:N0} counted");
        return IsExact
            ? string.Create(CultureInfo.InvariantCulture, $"exact: {numbers}; {Series:N0} series equal the truth")
            : string.Join('\n', Differences.Prepend($"NOT exact: {numbers}; these differ from the truth:"));
    }

    private static bool IsOf(string metric, string series) =>
        series.StartsWith(metric, StringComparison.Ordinal)
        && (series.Length == metric.Length || series[metric.Length] is '{' or '_');

    private static string? Difference(string series, double expected, double scraped)
    {
        var isSum = IsOf("http_request_duration_seconds_sum", series) || IsOf("order_revenue_total", series);
        var tolerance = isSum ? Math.Abs(expected) * SumTolerance : 0;
        return Math.Abs(expected - scraped) <= tolerance
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"  {series}: written {expected}, counted {scraped}");
    }
}
