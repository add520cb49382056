using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>From a line's trace id to the exemplar that a real Prometheus has stored, as Grafana asks for it.</summary>
public sealed class ExemplarTests
{
    private const string Rules = """
        metrics:
          - name: paid_euros_total
            type: counter
            value: Amount
            labels: { state: State }
            exemplars: true
          - name: payment_duration_seconds
            type: histogram
            value: Elapsed / 1000
            buckets: [0.1, 1]
            exemplars: true
        """;

    private const string Lines = """
        {"@t":"2026-11-22T10:00:00Z","@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331","State":"done","Amount":12,"Elapsed":50}
        {"@t":"2026-11-22T10:00:01Z","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7","State":"done","Amount":30,"Elapsed":500}
        {"@t":"2026-11-22T10:00:02Z","@tr":"7c3f2d1e0b9a48576c3d2e1f0a9b8c7d","State":"failed","Amount":7,"Elapsed":5000}
        {"@t":"2026-11-22T10:00:03Z","State":"done","Amount":1,"Elapsed":60}

        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrometheusHasTheTraceTheValueAndTheTimeOfCountersAndBuckets()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["rules.yaml"], Rules, Cancel);
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var prometheus = await PrometheusProcess.StartAsync(volume, address, "1s", Cancel);
        await using var processor = LogPairProcess.Start(
            "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", address, "--config", volume["rules.yaml"]);
        Assert.Equal(1, await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("max_over_time(up[1m])", Cancel), up => up == 1, Cancel));

        var written = TimeProvider.System.GetUtcNow();
        await File.WriteAllTextAsync(volume["logs/a.log"], Lines, Cancel);

        var counted = await ExemplarsAsync(prometheus, "paid_euros_total", count: 2);
        var timed = await ExemplarsAsync(prometheus, "payment_duration_seconds_bucket", count: 3);
        var seen = TimeProvider.System.GetUtcNow();

        // The newest trace of each series, with the value that was measured; the last line has none.
        Assert.True(counted.Count > 0, processor.Error);
        Assert.Equal(
            [
                "paid_euros_total state=done: 30 trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
                "paid_euros_total state=failed: 7 trace_id=7c3f2d1e0b9a48576c3d2e1f0a9b8c7d",
            ],
            counted.Select(Show).Order(StringComparer.Ordinal));
        Assert.Equal(
            [
                "payment_duration_seconds_bucket le=+Inf: 5 trace_id=7c3f2d1e0b9a48576c3d2e1f0a9b8c7d",
                "payment_duration_seconds_bucket le=0.1: 0.05 trace_id=0af7651916cd43dd8448eb211c80319c span_id=b7ad6b7169203331",
                "payment_duration_seconds_bucket le=1.0: 0.5 trace_id=4bf92f3577b34da6a3ce929d0e0e4736 span_id=00f067aa0ba902b7",
            ],
            timed.Select(Show).Order(StringComparer.Ordinal));

        // The time is that at which it was first shown.
        Assert.All(counted.Concat(timed), exemplar => Assert.InRange(exemplar.Time, written.AddMilliseconds(-1), seen));

        // What stands behind the exemplars is counted as well.
        Assert.Equal(43, await prometheus.Client.ValueAsync("paid_euros_total{state='done'}", Cancel));
        Assert.Equal(2, await prometheus.Client.ValueAsync("payment_duration_seconds_bucket{le='0.1'}", Cancel));
    }

    private static Task<IReadOnlyList<StoredExemplar>> ExemplarsAsync(PrometheusProcess prometheus, string selector, int count) =>
        Deadline.PollAsync(
            Patience, () => prometheus.Client.ExemplarsAsync(selector, TimeProvider.System.GetUtcNow(), Cancel), found => found.Count >= count, Cancel);

    private static string Show(StoredExemplar exemplar)
    {
        var series = exemplar.Series.Where(label => label.Key is "state" or "le").Select(label => $"{label.Key}={label.Value}");
        var labels = exemplar.Labels.OrderByDescending(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}");
        return FormattableString.Invariant($"{exemplar.Series["__name__"]} {string.Join(' ', series)}: {exemplar.Value} {string.Join(' ', labels)}");
    }
}
