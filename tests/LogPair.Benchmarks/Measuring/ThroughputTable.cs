using System.Globalization;

namespace LogPair.Benchmarks.Measuring;

/// <summary>Measurements of several rounds as a Markdown table: medians, and how many times the floor each took.</summary>
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
            "| program | rounds | wall s | user s | system s | CPU s | min–max | MB per CPU s | ns CPU per line | × floor | peak RSS MiB |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            .. rows,
        ]);
    }

    private static string Row(IReadOnlyList<Measured> rounds, double floor, long bytes, long lines)
    {
        var cpu = Median.Of(rounds.Select(CpuSeconds));
        var peak = rounds.Max(m => m.PeakBytes) / (1024.0 * 1024.0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {rounds[0].Name} | {rounds.Count} | {Seconds(m => m.Usage.Wall):F3} | {Seconds(m => m.Usage.User):F3} " +
            $"| {Seconds(m => m.Usage.System):F3} | {cpu:F3} | {rounds.Min(CpuSeconds):F3}–{rounds.Max(CpuSeconds):F3} " +
            $"| {bytes / cpu / 1e6:N0} | {cpu / lines * 1e9:F0} | {cpu / floor:F1} | {(peak > 0 ? peak.ToString("F1", CultureInfo.InvariantCulture) : "–")} |");

        double Seconds(Func<Measured, TimeSpan> part) => Median.Of(rounds.Select(m => part(m).TotalSeconds));
    }

    private static double CpuSeconds(Measured measured) => measured.Usage.Cpu.TotalSeconds;
}
