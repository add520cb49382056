using System.Globalization;
using LogPair.Host.Series;
using LogPair.Host.Workload;

namespace LogPair.Host.Demo;

/// <summary>What the demo's rules must yield for a truth: every series with its value.</summary>
internal static class ExpectedSeries
{
    /// <summary>The metrics of the demo's rules; what else is scraped is the processor's own.</summary>
    public static readonly IReadOnlyList<string> Metrics =
    [
        "http_requests_total", "http_request_duration_seconds", "orders_total", "order_revenue_total",
        "log_events_total", "log_exceptions_total",
    ];

    public static Dictionary<string, double> From(Truth truth)
    {
        var expected = new Dictionary<string, double>();
        foreach (var request in truth.Requests)
        {
            var status = request.Status.ToString(CultureInfo.InvariantCulture);
            var series = SeriesName.Of("http_requests_total", ("method", request.Method), ("status", status));
            expected[series] = request.Count;
        }

        foreach (var (route, latency) in truth.LatencyByRoute) AddHistogram(expected, route, latency);
        AddCounters(expected, "orders_total", "state", truth.OrdersByState);
        AddCounters(expected, "log_events_total", "level", truth.EventsByLevel);
        AddCounters(expected, "log_exceptions_total", "type", truth.ExceptionsByType);
        if (truth.OrderRevenue > 0) expected["order_revenue_total"] = (double)truth.OrderRevenue;
        return expected;
    }

    private static void AddCounters(
        Dictionary<string, double> expected, string metric, string label, IReadOnlyDictionary<string, long> counts)
    {
        foreach (var (value, count) in counts) expected[SeriesName.Of(metric, (label, value))] = count;
    }

    private static void AddHistogram(Dictionary<string, double> expected, string route, LatencyTruth latency)
    {
        const string Metric = "http_request_duration_seconds";
        foreach (var bucket in latency.Buckets)
        {
            var le = bucket.Le.ToString(CultureInfo.InvariantCulture);
            expected[SeriesName.Of($"{Metric}_bucket", ("route", route), ("le", le))] = bucket.Count;
        }

        expected[SeriesName.Of($"{Metric}_bucket", ("route", route), ("le", "+Inf"))] = latency.Count;
        expected[SeriesName.Of($"{Metric}_count", ("route", route))] = latency.Count;
        expected[SeriesName.Of($"{Metric}_sum", ("route", route))] = latency.Sum;
    }
}
