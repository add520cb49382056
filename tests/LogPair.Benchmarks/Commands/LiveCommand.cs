using System.CommandLine;
using LogPair.Benchmarks.Live;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>live</c>: what following a file that is being written costs.</summary>
internal static class LiveCommand
{
    public static Command Create() => BenchOptions.Command(
        "live", "Share of a core at 10,000 and 100,000 lines a second, and idle", LiveBench.RunAsync);
}
