using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>What <c>init</c> is for: a real Prometheus sees the first event of a series.</summary>
public sealed class InitialSeriesTests
{
    private const string Rules = """
        metrics:
          - name: payments_total
            type: counter
            labels: { state: State }
            init: [{ state: failed }]
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnInitialSeriesIsThereAtTheFirstScrapeAndIncreaseSeesItsFirstEvent()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["logs"]);
        await File.WriteAllTextAsync(volume["rules.yaml"], Rules, Cancel);
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var prometheus = await PrometheusProcess.StartAsync(volume, address, "1s", Cancel);
        await using var processor = LogPairProcess.Start(
            "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", address, "--config", volume["rules.yaml"]);

        // The first scrape that succeeds is the first sample that there is.
        var first = await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("count_over_time(payments_total{state='failed'}[5m])", Cancel), count => count >= 1, Cancel);
        Assert.True(first >= 1, processor.Error);
        Assert.Equal(0.0, await prometheus.Client.ValueAsync("max_over_time(payments_total{state='failed'}[5m])", Cancel));
        // As many samples as scrapes that succeeded: none came before it.
        Assert.Equal(0, await prometheus.Client.ValueAsync("count_over_time(payments_total{state='failed'}[5m]) - on() sum_over_time(up[5m])", Cancel));

        await File.WriteAllTextAsync(volume["logs/a.log"], "{\"State\":\"failed\"}\n{\"State\":\"odd\"}\n", Cancel);

        var seen = await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("increase(payments_total{state='failed'}[5m])", Cancel), increase => increase > 0, Cancel);
        Assert.True(seen > 0, processor.Error);
        Assert.Equal(1, await prometheus.Client.ValueAsync("payments_total{state='odd'}", Cancel));

        // What init is for: without it, the same first event is not seen.
        Assert.Equal(0, await prometheus.Client.ValueAsync("sum(increase(payments_total{state='odd'}[5m])) or vector(0)", Cancel));
    }
}
