using System.Globalization;
using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Logging;

/// <summary>Medians of several rounds as Markdown.</summary>
internal static class LogCostTable
{
    private const string Head = """
        | events | target | bytes a line | CPU ns an event | min–max | of it system | wall ns | allocated B an event | events a CPU s | × File, rolling |
        |---|---|---|---|---|---|---|---|---|---|
        """;

    public static string Format(IReadOnlyList<(LogLoad Load, LogTarget Target, LogCost Cost)> rounds)
    {
        var lines = rounds.GroupBy(round => round.Load).SelectMany(load => load
            .GroupBy(round => round.Target)
            .Select(target => Row(load.Key, target.Key, [.. target.Select(r => r.Cost)], Baseline(load))));
        return string.Join('\n', [Head, .. lines]);
    }

    private static double Baseline(IEnumerable<(LogLoad Load, LogTarget Target, LogCost Cost)> rounds) =>
        Median.Of(rounds.Where(round => round.Target == LogTarget.Baseline).Select(round => round.Cost.CpuNanoseconds));

    private static string Row(LogLoad load, LogTarget target, LogCost[] costs, double baseline)
    {
        var cpu = Median.Of(costs.Select(cost => cost.CpuNanoseconds));
        string[] cells =
        [
            load.Name,
            target.Name,
            Show(costs[0].LineBytes, "F0"),
            Show(cpu, "F0"),
            $"{Show(costs.Min(c => c.CpuNanoseconds), "F0")}–{Show(costs.Max(c => c.CpuNanoseconds), "F0")}",
            Show(Median.Of(costs.Select(cost => cost.SystemNanoseconds)), "F0"),
            Show(Median.Of(costs.Select(cost => cost.WallNanoseconds)), "F0"),
            Show(Median.Of(costs.Select(cost => cost.AllocatedBytesAnEvent)), "F0"),
            Show(1e9 / cpu, "N0"),
            Show(baseline / cpu, "F2"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Show(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
