namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>What Prometheus has kept of a processor that is gone: its series are stale, but their last values are there.</summary>
internal static class LastValues
{
    // last_over_time forgets the names of metrics, so each is asked for.
    private static readonly string[] Names =
    [
        "logpair_lines_total", "http_requests_total", "log_events_total", "log_exceptions_total", "orders_total", "order_revenue_total",
        "http_request_duration_seconds_bucket", "http_request_duration_seconds_count", "http_request_duration_seconds_sum",
    ];

    public static async Task<IReadOnlyList<Sample>> OfAsync(PrometheusClient prometheus, CancellationToken cancel)
    {
        var samples = new List<Sample>();
        foreach (var name in Names)
        {
            var last = await prometheus.QueryAsync($"last_over_time({name}[5m])", cancel);
            samples.AddRange(last.Select(sample => sample with { Name = name }));
        }

        return samples;
    }
}
