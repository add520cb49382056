using LogPair.EndToEnd.Tests.Containers;
using LogPair.Host.Workload;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>A Job: the application writes for seconds and ends, and its processor is asked to end at once.</summary>
public sealed class JobTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrometheusHasTheExactTotalsOfAJobThatEndsBetweenTwoScrapes()
    {
        using var volume = new TempVolume();
        Directory.CreateDirectory(volume["logs"]);
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var prometheus = await PrometheusProcess.StartAsync(volume, address, "5s", Cancel);
        await using var processor = LogPairProcess.Start(
            "run", "--logs", volume["logs"], "--state", volume["state"], "--listen", address, "--config", Repository.Path("docker/rules.yaml"));
        await using var generator = LogPairProcess.Start(
            "generate", "--logs", volume["logs"], "--state", volume["state"], "--rate", "2000", "--duration", "3s", "--seed", "11", "--truth", volume["truth.json"]);

        Assert.True(await generator.WaitAsync(Cancel) == 0, generator.Error);
        var exitCode = await processor.TerminateAsync(Cancel);

        Assert.True(exitCode == 0, processor.Error);
        Assert.Contains("A complete scrape has seen the final values", processor.Error, StringComparison.Ordinal);
        var truth = Truth.FromJson(await File.ReadAllBytesAsync(volume["truth.json"], Cancel));
        Assert.Equal(0, truth.Dropped);

        // The process is gone and its series are stale: what counts is the last value that Prometheus has kept.
        var lines = await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("last_over_time(logpair_lines_total[5m])", Cancel), lines => lines >= truth.Events, Cancel);
        Assert.Equal(truth.Events, lines);
        TruthAssert.Equal(truth, await LastValues.OfAsync(prometheus.Client, Cancel));
    }
}
