using LogPair.EndToEnd.Tests.Containers;
using LogPair.EndToEnd.Tests.Faults;
using LogPair.EndToEnd.Tests.Kubernetes.Pods;
using LogPair.Testing.Pods.Lifecycle;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The Pods of <c>k8s/</c>, rendered and run: what is scraped equals what the application wrote.</summary>
public sealed class ShopPodTests(Images images)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PrometheusHasEveryLineOfAPodThatIsDeleted()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var server = await lab.StartAsync(await ShopPods.RenderAsync("k8s/overlays/demo", "prometheus", Cancel), Cancel);
        var shop = await lab.StartAsync((await ShopPods.RenderAsync("k8s/overlays/demo", "shop", Cancel)).Write(("--rate", "1000")), Cancel);
        await server.UntilReadyAsync(Patience, Cancel);
        await shop.UntilReadyAsync(Patience, Cancel);
        using var prometheus = new PrometheusClient(new Uri($"http://{server.Address}:9090/"));

        var before = await Deadline.PollAsync(
            Patience, () => prometheus.ValueAsync("logpair_lines_total", Cancel), lines => lines > 2000, Cancel);
        await shop.DeleteAsync();

        var truth = await ShopPods.TruthAsync(shop, Cancel);
        Assert.InRange(before, 2000, truth.Events - 1);
        TruthAssert.Equal(truth, await LastValues.OfAsync(prometheus, Cancel));
        Assert.Equal(0, shop[ShopPods.Processor].LastEnd!.ExitCode);
        Assert.True(
            shop.History.When(ShopPods.Application, PodEventKind.Ended) <= shop.History.When(ShopPods.Processor, PodEventKind.Terminated), $"{shop.History}");
    }

    [Fact]
    public async Task AKilledProcessorIsStartedAgainAndStaysExact()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pod = await lab.StartAsync((await ShopPods.RenderAsync("k8s/base", "shop", Cancel)).Write(("--rate", "3000")), timeScale: 10, Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        var history = new FaultHistory();
        await using var scraper = new Scraper(ShopPods.MetricsOf(pod), history);

        // The second time it is started again after ten seconds of back-off, that is one.
        for (var kills = 1; kills <= 2; kills++)
        {
            var counted = scraper.Latest.Totals.GetValueOrDefault("logpair_lines_total");
            await ShopPods.UntilCountedAsync(scraper, (long)counted + 2000, pod, Cancel);
            await pod.KillAsync(ShopPods.Processor, "SIGKILL", Cancel);
            await pod.UntilAsync(it => it[ShopPods.Processor] is { IsStarted: true } processor && processor.Restarts == kills, Patience, Cancel);
        }

        await pod.DeleteAsync();

        Assert.Equal(["0 s", "10 s"], pod.History.Of(ShopPods.Processor, PodEventKind.BackOff).Select(known => known.Detail));
        TruthAssert.Equal(await ShopPods.TruthAsync(pod, Cancel), scraper.Latest.Samples);
        Assert.Empty(scraper.Decreases);
        Assert.Equal(0, pod[ShopPods.Application].Restarts);
    }
}
