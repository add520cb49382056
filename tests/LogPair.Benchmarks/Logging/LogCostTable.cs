using System.Globalization;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Logging;

/// <summary>Medians of several rounds as Markdown.</summary>
internal static class LogCostTable
{
    public const string Head = """
        | events | threads | target | bytes a line | CPU ns an event | min–max | of it system | wall ns | allocated B an event | × File, rolling | min–max | compiled |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    public static string Rows(LogLoad load, int threads, IReadOnlyDictionary<LogTarget, List<LogCost>> costs) => string.Join(
        '\n', costs.Select(target => Row(load, threads, target.Key, target.Value, costs[LogTarget.Baseline])));

    private static string Row(
        LogLoad load, int threads, LogTarget target, List<LogCost> costs, List<LogCost> baseline)
    {
        // Of one round each: what the machine did meanwhile was nearly the same.
        double[] ratios = [.. costs.Zip(baseline, (cost, other) => other.CpuNanoseconds / cost.CpuNanoseconds)];
        string[] cells =
        [
            load.Name,
            threads.ToString(CultureInfo.InvariantCulture),
            target.Name,
            Show(costs[0].LineBytes, "F0"),
            Show(Median.Of(costs.Select(cost => cost.CpuNanoseconds)), "F0"),
            MarkdownTable.Range(costs.Select(cost => cost.CpuNanoseconds), "F0"),
            Show(Median.Of(costs.Select(cost => cost.SystemNanoseconds)), "F0"),
            Show(Median.Of(costs.Select(cost => cost.WallNanoseconds)), "F0"),
            Show(Median.Of(costs.Select(cost => cost.AllocatedBytesAnEvent)), "F0"),
            Show(Median.Of(ratios), "F2"),
            MarkdownTable.Range(ratios, "F2"),
            Show(costs.Sum(cost => cost.CompiledMethods), "F0"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Show(double number, string format) => MarkdownTable.Show(number, format);
}
