using LogPair.EndToEnd.Tests.Containers;
using LogPair.EndToEnd.Tests.Faults;
using LogPair.EndToEnd.Tests.Kubernetes.Pods;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The Pod of <c>k8s/overlays/nginx</c>: an application that knows nothing of LogPair.</summary>
public sealed class NginxPodTests(Images images)
{
    private const int Port = 8080;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRequestIsCountedAlthoughTheProcessorIsKilledAndThePodIsDeleted()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        // Its Service has another port than the Pod, which is nothing to this test.
        var manifests = PodManifests.Load((await RenderedManifests.RenderAsync("k8s/overlays/nginx", Cancel)).Text, "web", "v1/Service");
        var pod = await lab.StartAsync(manifests, timeScale: 10, Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        await using var scraper = new Scraper(ShopPods.MetricsOf(pod), new FaultHistory());
        using var http = new HttpClient { BaseAddress = new Uri($"http://{pod.Address}:{Port}") };

        await AskAsync(http, 300);
        await ShopPods.UntilCountedAsync(scraper, 100, pod, Cancel);
        await pod.KillAsync(ShopPods.Processor, "SIGKILL", Cancel);
        await AskAsync(http, 300);
        await pod.UntilAsync(it => it[ShopPods.Processor] is { IsStarted: true, Restarts: 1 }, Patience, Cancel);
        await pod.DeleteAsync();

        Assert.Equal(
            ["GET 200: 480", "GET 404: 60", "GET 500: 60"],
            scraper.Latest.Samples.Where(sample => sample is { Name: "nginx_requests_total", Value: > 0 })
                .Select(sample => $"{sample["method"]} {sample["status"]}: {sample.Value}").Order());
        Assert.Equal(
            ["/: 300", "/broken: 60", "/nothing: 60", "/products/{n}: 180"],
            scraper.Latest.Samples.Where(sample => sample is { Name: "nginx_request_duration_seconds_count", Value: > 0 })
                .Select(sample => $"{sample["route"]}: {sample.Value}").Order());
        Assert.Empty(scraper.Decreases);
    }

    private static async Task AskAsync(HttpClient http, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            var path = (i % 10) switch { < 5 => "/", < 8 => $"/products/{i}", 8 => "/nothing", _ => "/broken" };
            using var response = await http.GetAsync(path, Cancel);
        }
    }
}
