using System.Diagnostics;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Live;

/// <summary>Share of a core that <c>logpair run</c> takes while somebody writes, and while nobody does.</summary>
internal static class LiveBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    // Prometheus' usual interval
    private static readonly TimeSpan ScrapeInterval = TimeSpan.FromSeconds(15);

    // The small ones are what most Pods write; docs/sizing.md has them.
    private static readonly (int LinesPerSecond, double? Bar)[] Loads = [(20, null), (200, null), (1_000, null), (10_000, 1), (100_000, 5)];

    public static async Task RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var table = new MarkdownTable("lines/s asked", "lines/s written", "MB/s", "rounds", "% of a core", "min–max");
        var bars = new Bars();
        foreach (var (rate, bar) in Loads)
        {
            var rounds = new List<LiveShare>();
            for (var round = 1; round <= settings.Rounds; round++)
            {
                Console.Error.WriteLine($"live: {rate} lines/s, round {round} of {settings.Rounds}");
                rounds.Add(await MeasureLoadAsync(settings, rate, cancel));
            }

            Report(rate, bar, rounds);
        }

        var idle = await MeasureIdleAsync(settings, cancel);
        table.Add("0 (idle)", "0", "0", "1", MarkdownTable.Show(idle, "F3"), "–");
        bars.AtMost("idle, one watched file", idle, 0.05, "% of a core");
        table.Print($"Live, {settings.Span.TotalSeconds} s each, a scrape each {ScrapeInterval.TotalSeconds} s");
        bars.Print();

        void Report(int rate, double? bar, IReadOnlyList<LiveShare> rounds)
        {
            var share = Median.Of(rounds.Select(r => r.Percent));
            table.Add(
                $"{rate:N0}",
                MarkdownTable.Show(Median.Of(rounds.Select(r => r.LinesPerSecond)), "N0"),
                MarkdownTable.Show(Median.Of(rounds.Select(r => r.BytesPerSecond)) / 1e6, "F1"),
                $"{rounds.Count}",
                MarkdownTable.Show(share, "F2"),
                MarkdownTable.Range(rounds.Select(r => r.Percent), "F2"));
            if (bar is { } most) bars.AtMost($"{rate:N0} lines/s", share, most, "% of a core");
        }
    }

    private static async Task<LiveShare> MeasureLoadAsync(BenchSettings settings, int rate, CancellationToken cancel)
    {
        using var volume = new BenchVolume(settings.Work);
        using var writer = new LiveWriter(volume.Log("app"), settings.Seed);
        await using var run = LogPairRun.Start(settings.Binary, volume, DataSets.Clef.RulesPath);
        await run.WaitUntilReadyAsync(cancel);
        await writer.WriteAsync(rate, WarmUp, cancel);

        var (before, cpu, started) = (writer.Truth(), run.Cpu, Stopwatch.GetTimestamp());
        using var scraping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var scrapes = ScrapeAsync(run, scraping.Token);
        await writer.WriteAsync(rate, settings.Span, cancel);
        var (taken, seconds) = (run.Cpu - cpu, Stopwatch.GetElapsedTime(started).TotalSeconds);
        await scraping.CancelAsync();
        await scrapes;

        var truth = writer.Truth();
        TruthCheck.Require($"{rate} lines/s", truth, await run.Metrics.WaitForBytesAsync(truth.Bytes, cancel));
        return new LiveShare(
            taken.TotalSeconds / seconds * 100,
            (truth.Lines - before.Lines) / seconds,
            (truth.Bytes - before.Bytes) / seconds);
    }

    /// <returns>Percent of a core, with one file watched, not scraped.</returns>
    private static async Task<double> MeasureIdleAsync(BenchSettings settings, CancellationToken cancel)
    {
        Console.Error.WriteLine("live: idle");
        using var volume = new BenchVolume(settings.Work);
        using var writer = new LiveWriter(volume.Log("app"), settings.Seed);
        writer.WriteLine();
        await using var run = LogPairRun.Start(settings.Binary, volume, DataSets.Clef.RulesPath);
        await run.WaitUntilReadyAsync(cancel);
        await Task.Delay(WarmUp, cancel);

        var (cpu, started) = (run.Cpu, Stopwatch.GetTimestamp());
        await Task.Delay(settings.Span, cancel);
        return (run.Cpu - cpu) / Stopwatch.GetElapsedTime(started) * 100;
    }

    private static async Task ScrapeAsync(LogPairRun run, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(ScrapeInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await run.Metrics.ScrapeAsync(stop);
        }
        catch (OperationCanceledException)
        {
            // The writer is done
        }
    }
}
