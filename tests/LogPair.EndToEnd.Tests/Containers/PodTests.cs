using LogPair.Host.Workload;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>What Prometheus says about a Pod equals what its application wrote.</summary>
public sealed class PodTests(Images images)
{
    private const int Events = 20_000;
    private const int Rate = 4_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrometheusHasEveryRequestThatTheApplicationLogged()
    {
        await images.RequireAsync();
        await using var pod = await PodRunner.StartAsync(Cancel);

        var generator = await pod.StartGeneratorAsync(Events, Rate, Cancel);
        var truth = await PodRunner.TruthAsync(generator, Cancel);

        Assert.Equal(Events, truth.Events);
        await AssertEqualAsync(truth, pod.Prometheus);
    }

    [Fact]
    public async Task AKilledProcessorLosesNothingAndCountsNothingTwice()
    {
        await images.RequireAsync();
        await using var pod = await PodRunner.StartAsync(Cancel);

        var generator = await pod.StartGeneratorAsync(Events, Rate, Cancel);
        var seen = await Deadline.PollAsync(
            Patience, () => pod.Prometheus.ValueAsync("logpair_lines_total", Cancel), lines => lines > Events / 4, Cancel);
        await pod.KillAndRestartProcessorAsync(Cancel);
        var truth = await PodRunner.TruthAsync(generator, Cancel);

        Assert.InRange(seen, Events / 4, Events - 1);
        await AssertEqualAsync(truth, pod.Prometheus);
        Assert.Equal(0, await pod.Prometheus.ValueAsync("sum(resets(http_requests_total[10m]))", Cancel));
    }

    [Fact]
    public async Task PromtoolAcceptsTheMetrics()
    {
        await images.RequireAsync();
        await using var pod = await PodRunner.StartAsync(Cancel);
        var generator = await pod.StartGeneratorAsync(Events, Rate, Cancel);
        await PodRunner.TruthAsync(generator, Cancel);

        using var http = new HttpClient();
        var text = await http.GetStringAsync(pod.Metrics, Cancel);
        var verdict = await Tool.TryRunAsync(
            "docker", ["run", "--rm", "-i", "--network", "none", "--entrypoint", "promtool", Images.Prometheus, "check", "metrics"], Cancel, text);

        Assert.NotNull(verdict);
        Assert.True(verdict.ExitCode == 0, $"{verdict.Error}\n{verdict.Output}\n{text}");
    }

    private static async Task AssertEqualAsync(Truth truth, PrometheusClient prometheus)
    {
        var lines = await Deadline.PollAsync(
            Patience, () => prometheus.ValueAsync("logpair_lines_total", Cancel), lines => lines >= truth.Events, Cancel);
        Assert.Equal(truth.Events, lines);

        // Every series of one scrape is of one committed moment, so the rest is there, too.
        TruthAssert.Equal(truth, await prometheus.QueryAsync("{job=\"logpair\"}", Cancel));
        Assert.Equal(
            truth.Requests.Sum(request => request.Count), await prometheus.ValueAsync("sum(http_requests_total)", Cancel));
    }
}
