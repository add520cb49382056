using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Measurements of several rounds as Markdown: medians, and how many times the floor each took.</summary>
internal static class ThroughputTable
{
    private const string FloorName = "floor";

    /// <param name="measured">All rounds of all programs; <c>floor</c> must be among them.</param>
    /// <param name="bytes">Size of the file that each of them read.</param>
    /// <param name="lines">Lines in it.</param>
    public static string Format(IReadOnlyList<Measured> measured, long bytes, long lines)
    {
        var floor = Median.Of(measured.Where(m => m.Name == FloorName).Select(CpuSeconds));
        var rows = measured.GroupBy(m => m.Name).Select(g => Row([.. g], floor, bytes, lines));
        return string.Join('\n',
        [
            "| program | rounds | wall s | user s | system s | CPU s | min–max | MB per CPU s | CPU ns a line | × floor | peak MiB |",
            "|---|---|---|---|---|---|---|---|---|---|---|",
            .. rows,
        ]);
    }

    private static string Row(IReadOnlyList<Measured> rounds, double floor, long bytes, long lines)
    {
        var cpu = Median.Of(rounds.Select(CpuSeconds));
        string[] cells =
        [
            rounds[0].Name,
            Show(rounds.Count, "F0"),
            MedianSeconds(m => m.Usage.Wall),
            MedianSeconds(m => m.Usage.User),
            MedianSeconds(m => m.Usage.System),
            Show(cpu, "F3"),
            $"{Show(rounds.Min(CpuSeconds), "F3")}–{Show(rounds.Max(CpuSeconds), "F3")}",
            Show(bytes / cpu / 1e6, "N0"),
            Show(cpu / lines * 1e9, "F0"),
            Show(cpu / floor, "F1"),
            ShowPeak(rounds.Max(m => m.PeakBytes)),
        ];
        return $"| {string.Join(" | ", cells)} |";

        string MedianSeconds(Func<Measured, TimeSpan> part) =>
            Show(Median.Of(rounds.Select(m => part(m).TotalSeconds)), "F3");
    }

    private static string ShowPeak(long bytes) => bytes == 0 ? "–" : Show(bytes / (1024.0 * 1024.0), "F1");

    private static string Show(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static double CpuSeconds(Measured measured) => measured.Usage.Cpu.TotalSeconds;
}
