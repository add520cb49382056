using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Processes;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Memory;

/// <summary>Memory of <c>logpair run</c> while it catches up, and after it is scraped.</summary>
internal static class MemoryMeter
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<MemoryUse> RunAsync(BenchSettings settings, SeriesFile file, CancellationToken cancel)
    {
        using var volume = new BenchVolume(settings.Work);
        volume.Add(file.Path);
        await using var run = LogPairRun.Start(settings.Binary, volume, SeriesFile.RulesPath);
        await run.WaitUntilReadyAsync(cancel);
        await Task.Delay(Rest, cancel);
        var peak = run.PeakBytes;
        var resident = ProcessMemory.ResidentBytes(run.ProcessId);
        var anonymous = ProcessMemory.AnonymousBytes(run.ProcessId);

        var metrics = await run.Metrics.WaitForBytesAsync(file.Bytes, cancel);
        TruthCheck.Require($"{file.Customers} series", file.Differences(metrics));
        return new MemoryUse(peak, resident, anonymous, run.PeakBytes);
    }
}
