using System.CommandLine;
using LogPair.Benchmarks.ManyRules;

namespace LogPair.Benchmarks.Commands;

/// <summary><c>rules</c>: a hundred rules against three.</summary>
internal static class RulesCommand
{
    public static Command Create() => BenchOptions.Command(
        "rules", "logpair replay with 3, 10 and 100 rules over the same lines",
        (settings, cancel) => Task.Run(() => ManyRulesBench.Run(settings), cancel));
}
