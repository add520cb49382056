using System.Diagnostics;
using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Scrape;

/// <summary>Scrapes of many series: how long they take, and how much slower files are read meanwhile.</summary>
internal static class ScrapeMeter
{
    private const int AtRest = 20;

    /// <summary>Reading is measured over at least this long, or chance decides.</summary>
    private static readonly TimeSpan MinWindow = TimeSpan.FromMilliseconds(50);

    /// <param name="settings">What to measure.</param>
    /// <param name="file">Makes the series.</param>
    /// <param name="lanes">1 leaves a processor to the scrape; null for as many as it takes by itself.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ScrapeResult> RunAsync(
        BenchSettings settings, SeriesFile file, int? lanes, CancellationToken cancel)
    {
        using var volume = new BenchVolume(settings.Work);
        volume.Add(file.Path);
        await using var run = LogPairRun.Start(settings.Binary, volume, SeriesFile.RulesPath, lanes: lanes);
        var result = new ScrapeResult();
        await MeasureWhileReadingAsync(run, file, result, lanes ?? Environment.ProcessorCount, cancel);

        await run.WaitUntilReadyAsync(cancel);
        var metrics = await run.Metrics.WaitForBytesAsync(file.Bytes, cancel);
        TruthCheck.Require($"{file.Customers} series", file.Differences(metrics));
        for (var i = 0; i < AtRest; i++) result.AtRest.Add((await ScrapeAsync(run, cancel)).TotalMilliseconds);
        return result;
    }

    /// <summary>In turn: bytes read during a scrape, and during as long a time without one.</summary>
    private static async Task MeasureWhileReadingAsync(
        LogPairRun run, SeriesFile file, ScrapeResult result, int lanes, CancellationToken cancel)
    {
        // Every series exists once each customer has had a line; the end of the file must not fall into a window
        var allSeries = file.Bytes / file.Lines * file.Customers;
        while (Read(run) < allSeries) await Task.Delay(TimeSpan.FromMilliseconds(1), cancel);

        while (true)
        {
            var waitedBefore = ProcessThreads.BusiestWaited(run.ProcessId, lanes);
            var (scrapeRate, took) = await RateAsync(run, () => ScrapeAsync(run, cancel));
            var waited = (ProcessThreads.BusiestWaited(run.ProcessId, lanes) - waitedBefore).TotalMilliseconds;
            var window = took > MinWindow ? took : MinWindow;
            var (idleRate, _) = await RateAsync(run, () => WaitAsync(window, cancel));
            if (Read(run) > file.Bytes * 0.98) return;

            var lost = (1 - scrapeRate / idleRate) * took.TotalMilliseconds;
            result.WhileReading.Add(took.TotalMilliseconds);
            result.Slowdowns.Add(1 - scrapeRate / idleRate);
            result.LostMilliseconds.Add(lost);
            result.WaitedMilliseconds.Add(waited);
            result.SlowdownsOnAProcessor.Add((lost - waited) / took.TotalMilliseconds);
        }
    }

    private static async Task<(double BytesPerSecond, TimeSpan Took)> RateAsync(
        LogPairRun run, Func<Task<TimeSpan>> during)
    {
        var (bytes, started) = (Read(run), Stopwatch.GetTimestamp());
        await during();
        var took = Stopwatch.GetElapsedTime(started);
        return ((Read(run) - bytes) / took.TotalSeconds, took);
    }

    private static async Task<TimeSpan> ScrapeAsync(LogPairRun run, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        await run.Metrics.DrainAsync(cancel);
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<TimeSpan> WaitAsync(TimeSpan span, CancellationToken cancel)
    {
        await Task.Delay(span, cancel);
        return span;
    }

    private static long Read(LogPairRun run) => ProcessReading.Bytes(run.ProcessId);
}
