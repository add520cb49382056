using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The laptop demo comes up, shows data in every panel, and goes without a trace.</summary>
public sealed class ComposeTests(Images images)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDemoComesUpFillsEveryPanelAndGoesDown()
    {
        await images.RequireAsync();
        Requirement.Check(await DockerEngine.HasComposeAsync(Cancel)
            ? null
            : "The docker client has no compose plugin. Install it (.ci/prepare does on Debian).");
        await using var demo = new ComposeProject();

        var hasGrafana = await DockerEngine.HasImageAsync(Images.Grafana, Cancel);
        await demo.UpAsync(hasGrafana ? [] : ["generator", "processor", "nginx", "visitor", "nginx-processor", "prometheus"], Cancel);
        using var prometheus = new PrometheusClient(await demo.AddressAsync("prometheus", 9090, Cancel));

        foreach (var (panel, expression) in Dashboard.Queries())
        {
            var series = await Deadline.PollAsync(
                Patience, () => prometheus.QueryAsync(expression, Cancel), series => series.Any(sample => double.IsFinite(sample.Value)), Cancel);
            Assert.True(
                series.Any(sample => double.IsFinite(sample.Value)),
                $"Panel '{panel}' stays empty: {expression}\n{await demo.LogsAsync(Cancel)}");
        }

        await demo.DownAsync(Cancel);
        Assert.Empty(await demo.VolumesAsync(Cancel));
    }

    [Fact]
    public async Task PrometheusScrapesTheVariantWithTlsAndAPassword()
    {
        await images.RequireAsync();
        Requirement.Check(await DockerEngine.HasComposeAsync(Cancel)
            ? null
            : "The docker client has no compose plugin. Install it (.ci/prepare does on Debian).");
        await Tool.RunAsync(Repository.Path("docker/tls/make-certificates.sh"), [], Cancel);
        await using var demo = new ComposeProject("compose.tls.yaml");

        await demo.UpAsync(["generator", "processor", "prometheus"], Cancel);
        using var prometheus = new PrometheusClient(await demo.AddressAsync("prometheus", 9090, Cancel));
        var counted = await Deadline.PollAsync(
            Patience, () => prometheus.ValueAsync("sum(http_requests_total{job=\"logpair\"})", Cancel), value => value > 0, Cancel);
        using var anybody = new HttpClient();
        var address = await demo.AddressAsync("processor", 9464, Cancel);
        var plain = await Record.ExceptionAsync(() => anybody.GetAsync(new Uri(address, "metrics"), Cancel));

        Assert.True(counted > 0, await demo.LogsAsync(Cancel));
        Assert.IsType<HttpRequestException>(plain);
    }

    [Fact]
    public void EveryPanelOfTheDashboardHasAQuery() => Assert.True(Dashboard.Queries().Count >= 20);
}
