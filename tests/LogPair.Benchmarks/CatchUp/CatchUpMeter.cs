using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.CatchUp;

/// <summary>Lets <c>logpair run</c> read a backlog, with checkpoints, and a scrape each second.</summary>
internal static class CatchUpMeter
{
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(1);

    /// <summary>From the start of the process to a scrape that shows everything.</summary>
    public static async Task<Measured> RunAsync(
        BenchSettings settings, CatchUpPlan plan, Truth truth, CancellationToken cancel)
    {
        using var volume = new BenchVolume(settings.Work);
        volume.Add(plan.Files);

        var spent = plan.KillAfter is { } cpu ? await RunAndKillAsync(settings, plan, volume, cpu, cancel) : default;
        await using var run = LogPairRun.Start(settings.Binary, volume, DataSets.Clef.RulesPath, plan.Processor);
        await WaitWithScrapesAsync(run, cancel);
        var (wall, busiest) = (run.SinceStart, ProcessThreads.Busiest(run.ProcessId));
        var metrics = await run.Metrics.WaitForBytesAsync(truth.Bytes, cancel);
        var usage = new Usage(spent + run.Cpu, TimeSpan.Zero, wall);

        TruthCheck.Require(plan.Name, truth, metrics);
        return new Measured(plan.Name, usage, run.PeakBytes) { BusiestThread = busiest };
    }

    private static async Task<TimeSpan> RunAndKillAsync(
        BenchSettings settings, CatchUpPlan plan, BenchVolume volume, TimeSpan cpu, CancellationToken cancel)
    {
        await using var run = LogPairRun.Start(settings.Binary, volume, DataSets.Clef.RulesPath, plan.Processor);
        using var scraping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var scrapes = ScrapeAsync(run, scraping.Token);
        while (run.Cpu < cpu) await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);

        await scraping.CancelAsync();
        await scrapes;
        return await run.KillAsync(cancel);
    }

    private static async Task WaitWithScrapesAsync(LogPairRun run, CancellationToken cancel)
    {
        using var scraping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var scrapes = ScrapeAsync(run, scraping.Token);
        await run.WaitUntilReadyAsync(cancel);
        await scraping.CancelAsync();
        await scrapes;
    }

    private static async Task ScrapeAsync(LogPairRun run, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ScrapeInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await run.Metrics.TryScrapeAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // Everything is read
        }
    }
}
