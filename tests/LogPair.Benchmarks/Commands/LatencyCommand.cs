using System.CommandLine;
using LogPair.Benchmarks.Latency;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>latency</c>: from <c>write()</c> to visible.</summary>
internal static class LatencyCommand
{
    public static Command Create() => BenchOptions.Command(
        "latency", "From write() to visible in /metrics, at 20 and at 10,000 lines a second", LatencyBench.RunAsync);
}
