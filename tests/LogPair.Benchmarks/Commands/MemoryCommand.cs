using System.CommandLine;
using LogPair.Benchmarks.Memory;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>memory</c>: size, start, and resident memory.</summary>
internal static class MemoryCommand
{
    public static Command Create() => BenchOptions.Command(
        "memory", "Size, time to the first answer, memory idle and with 1,000 and 100,000 series",
        MemoryBench.RunAsync);
}
