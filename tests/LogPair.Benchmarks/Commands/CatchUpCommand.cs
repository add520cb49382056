using System.CommandLine;
using LogPair.Benchmarks.CatchUp;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>catchup</c>: <c>run</c> on a backlog against <c>replay</c>.</summary>
internal static class CatchUpCommand
{
    public static Command Create() => BenchOptions.Command(
        "catchup", "logpair run on a backlog: against replay, one and two cores, killed halfway",
        CatchUpBench.RunAsync);
}
