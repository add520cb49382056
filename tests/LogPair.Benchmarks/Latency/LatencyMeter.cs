using System.Diagnostics;
using LogPair.Benchmarks.Live;
using LogPair.Benchmarks.Processes;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Latency;

/// <summary>How long after <c>write()</c> a line is in <c>/metrics</c>, scraped as fast as it answers.</summary>
/// <remarks>From just before the call to the end of the answer that shows it: with the scrape's own time.</remarks>
internal static class LatencyMeter
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static async Task<LatencyResult> RunAsync(
        BenchSettings settings, int linesPerSecond, TimeSpan span, CancellationToken cancel)
    {
        using var volume = new BenchVolume(settings.Work);
        using var writer = new LiveWriter(volume.Log("app"), settings.Seed);
        await using var run = LogPairRun.Start(settings.Binary, volume, DataSets.Clef.RulesPath);
        await run.WaitUntilReadyAsync(cancel);

        var writtenAt = new long[(int)(linesPerSecond * span.TotalSeconds)];
        var observer = new VisibleLines(run.Metrics, writtenAt);
        var seen = Task.Run(() => observer.WatchAsync(cancel), cancel);
        await Task.Run(() => WriteAsync(writer, linesPerSecond, writtenAt, cancel), cancel);
        await seen;

        var truth = writer.Truth();
        var metrics = await run.Metrics.WaitForBytesAsync(truth.Bytes, cancel);
        TruthCheck.Require($"{linesPerSecond} lines/s", truth, metrics);
        return observer.Result();
    }

    private static async Task WriteAsync(
        LiveWriter writer, int linesPerSecond, long[] writtenAt, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Tick);
        var started = Stopwatch.GetTimestamp();
        for (var next = 0; next < writtenAt.Length;)
        {
            await timer.WaitForNextTickAsync(cancel);
            var due = (int)Math.Min(Stopwatch.GetElapsedTime(started).TotalSeconds * linesPerSecond, writtenAt.Length);
            for (; next < due; next++)
            {
                Volatile.Write(ref writtenAt[next], Stopwatch.GetTimestamp());
                writer.WriteLine();
            }
        }
    }
}
