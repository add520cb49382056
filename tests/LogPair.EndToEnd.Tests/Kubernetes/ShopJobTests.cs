using LogPair.EndToEnd.Tests.Containers;
using LogPair.EndToEnd.Tests.Faults;
using LogPair.EndToEnd.Tests.Kubernetes.Pods;
using LogPair.Testing.Pods.Lifecycle;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The Job of <c>k8s/overlays/job</c>, and the Deployment of <c>k8s/base</c> on a volume that is too small for it.</summary>
public sealed class ShopJobTests(Images images)
{
    private const string Logs = "logpair-logs";
    private const long SizeLimit = 16 << 20;

    // Four times the volume.
    private const int Events = 250_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AJobCompletesAlthoughItsSidecarRunsAndEveryLineIsScraped()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pod = await lab.StartAsync(
            (await ShopPods.RenderAsync("k8s/overlays/job", "shop-batch", Cancel)).Write(("--rate", "4000"), ("--count", "12000")), Cancel);
        var history = new FaultHistory();
        await using var scraper = new Scraper(ShopPods.MetricsOf(pod), history);

        await pod.UntilAsync(it => it.Phase is PodPhase.Succeeded or PodPhase.Failed, Patience, Cancel);

        Assert.True(pod.Phase == PodPhase.Succeeded, await pod.DescribeAsync());
        var truth = await ShopPods.TruthAsync(pod, Cancel);
        Assert.Equal(12_000, truth.Events);
        TruthAssert.Equal(truth, scraper.Latest.Samples);
        Assert.Empty(scraper.Decreases);
        Assert.Equal(0, pod[ShopPods.Processor].LastEnd!.ExitCode);
        Assert.True(
            pod.History.When(ShopPods.Application, PodEventKind.Ended) <= pod.History.When(ShopPods.Processor, PodEventKind.Terminated), $"{pod.History}");
    }

    [Fact]
    public async Task APodThatWritesMoreThanItsVolumeHoldsIsNotEvictedAndTellsWhatItGaveUp()
    {
        await images.RequireForPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pod = await lab.StartAsync(
            (await ShopPods.RenderAsync("k8s/base", "shop", Cancel)).Write(("--rate", "0"), ("--count", $"{Events}")).Size(Logs, new($"{SizeLimit}")),
            timeScale: 20, Cancel);
        await pod.UntilAsync(it => it[ShopPods.Processor].IsStarted, Patience, Cancel);

        // A processor that hangs: nothing is acknowledged, so the generator has to delete what nobody has read.
        await pod.KillAsync(ShopPods.Processor, "SIGSTOP", Cancel);
        await pod.UntilAsync(it => it[ShopPods.Application].Restarts > 0, Patience, Cancel);
        await pod.KillAsync(ShopPods.Processor, "SIGCONT", Cancel);
        await using var scraper = new Scraper(ShopPods.MetricsOf(pod), new FaultHistory());
        var lost = await Deadline.PollAsync(Patience, () => Task.FromResult(scraper.Latest.Lost("lines")), lines => lines > 0, Cancel);
        await pod.DeleteAsync();

        Assert.True(pod.Reason is null, $"{pod.Reason} {pod.Message}");
        Assert.InRange(pod.PeakBytes(Logs), SizeLimit / 4, SizeLimit);
        Assert.InRange(lost, Events / 4, 2 * Events);
        var written = await ShopPods.WrittenAsync(pod, Cancel);
        var books = scraper.Latest.Samples.Where(sample => sample is { Name: "logpair_lines_total" or "logpair_lost_lines_total", Value: > 0 }).ToList();
        var told = $"{written} were written. {string.Join("; ", books)}";

        // Nothing is counted twice, nothing is lost silently. Losses may be told twice: the generator hands on what a seal tells when it has to give up the
        // seal before it can know that it was read.
        Assert.True(scraper.Latest.Totals["logpair_lines_total"] <= written, told);
        Assert.True(books.Sum(sample => sample.Value) >= written, told);
    }
}
