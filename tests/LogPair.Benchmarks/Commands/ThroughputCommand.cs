using System.CommandLine;
using LogPair.Benchmarks.Throughput;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>throughput</c>: CPU of <c>replay</c> against the floors, for each kind of input.</summary>
internal static class ThroughputCommand
{
    public static Command Create() => BenchOptions.Command(
        "throughput", "Floors, wc, cat, mtail and logpair replay on the same files",
        (settings, cancel) => Task.Run(() => ThroughputBench.Run(settings, DataSets.All), cancel));
}
