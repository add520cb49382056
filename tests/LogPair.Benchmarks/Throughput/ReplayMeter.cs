using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Throughput;

/// <summary>Runs <c>logpair replay</c>.</summary>
internal static class ReplayMeter
{
    public static Measured Run(BenchSettings settings, string name, string rules, string file, out MetricsText metrics)
    {
        var output = Path.Combine(settings.Work.FullName, "replay.prom");
        var measured = ProcessMeter.Run(name, output, settings.Binary.FullName, "replay", "--config", rules, file);
        using var reader = File.OpenText(output);
        metrics = MetricsText.Read(reader);
        return measured;
    }
}
