using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Throughput;

/// <summary>Measurements of several rounds: medians, and how many times the floor each took.</summary>
internal static class ThroughputTable
{
    /// <param name="measured">All rounds of all programs; the floor must be among them.</param>
    /// <param name="bytes">Size of the file that each of them read.</param>
    /// <param name="lines">Lines in it.</param>
    public static MarkdownTable Of(IReadOnlyList<Measured> measured, long bytes, long lines)
    {
        var table = new MarkdownTable(
            "program", "rounds", "wall s", "user s", "system s", "CPU s", "min–max", "MB per CPU s", "CPU ns a line",
            "× floor", "peak MiB");
        var floor = Cpu(measured, LineFloor.Name);
        foreach (var rounds in measured.GroupBy(m => m.Name)) table.Add(Row([.. rounds], floor, bytes, lines));
        return table;
    }

    /// <summary>Median CPU seconds of a program.</summary>
    public static double Cpu(IEnumerable<Measured> measured, string name) =>
        Median.Of(measured.Where(m => m.Name == name).Select(m => m.CpuSeconds));

    private static string[] Row(IReadOnlyList<Measured> rounds, double floor, long bytes, long lines)
    {
        var cpu = Median.Of(rounds.Select(m => m.CpuSeconds));
        return
        [
            rounds[0].Name,
            Show(rounds.Count, "F0"),
            MedianSeconds(m => m.Usage.Wall),
            MedianSeconds(m => m.Usage.User),
            MedianSeconds(m => m.Usage.System),
            Show(cpu, "F3"),
            MarkdownTable.Range(rounds.Select(m => m.CpuSeconds), "F3"),
            Show(bytes / cpu / 1e6, "N0"),
            Show(cpu / lines * 1e9, "F0"),
            Show(cpu / floor, "F1"),
            ShowPeak(rounds.Max(m => m.PeakBytes)),
        ];

        string MedianSeconds(Func<Measured, TimeSpan> part) =>
            Show(Median.Of(rounds.Select(m => part(m).TotalSeconds)), "F3");
    }

    private static string ShowPeak(long bytes) => bytes == 0 ? "–" : MarkdownTable.Mebibytes(bytes);

    private static string Show(double number, string format) => MarkdownTable.Show(number, format);
}
