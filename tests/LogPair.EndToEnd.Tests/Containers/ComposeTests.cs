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
        await demo.UpAsync(hasGrafana ? [] : ["generator", "processor", "prometheus"], Cancel);
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
    public void EveryPanelOfTheDashboardHasAQuery() => Assert.True(Dashboard.Queries().Count >= 10);
}
