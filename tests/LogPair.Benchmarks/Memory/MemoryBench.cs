using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Memory;

/// <summary>Size, time to the first answer, and memory: idle, and after 1,000 and 100,000 series.</summary>
internal static class MemoryBench
{
    private const double Mebibyte = 1024 * 1024;

    private const int Starts = 10;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var bars = new Bars();
        await MeasureStartAsync(settings, bars, cancel);

        var table = new MarkdownTable(
            "series", "rounds", "peak MiB", "at rest MiB", "of that anonymous MiB", "peak after a scrape MiB");
        await MeasureSeriesAsync(settings, 1_000, 40, table, bars, cancel);
        await MeasureSeriesAsync(settings, 10_000, null, table, bars, cancel);
        await MeasureSeriesAsync(settings, 100_000, 128, table, bars, cancel);
        table.Print($"Catching up {MarkdownTable.Mebibytes(settings.Size)} MiB");
        bars.Print();
    }

    private static async Task MeasureStartAsync(BenchSettings settings, Bars bars, CancellationToken cancel)
    {
        var starts = new List<Start>();
        for (var round = 0; round < Starts; round++)
            starts.Add(await StartMeter.RunAsync(settings.Binary.FullName, TimeSpan.Zero, cancel));

        var resting = await StartMeter.RunAsync(settings.Binary.FullName, Idle, cancel);
        double[] answers = [.. starts.Select(s => s.FirstAnswer.TotalMilliseconds)];
        var answer = Median.Of(answers);
        var table = new MarkdownTable("what", "value");
        table.Add("executable", $"{MarkdownTable.Mebibytes(settings.Binary.Length)} MiB");
        table.Add($"start to first 200 of `/metrics`, median of {Starts}",
            $"{MarkdownTable.Show(answer, "F0")} ms ({MarkdownTable.Range(answers, "F0")})");
        var resident = MarkdownTable.Mebibytes(resting.ResidentBytes);
        table.Add($"resident after {Idle.TotalSeconds} s idle", $"{resident} MiB");
        table.Add("of that anonymous", $"{MarkdownTable.Mebibytes(resting.AnonymousBytes)} MiB");
        table.Print("Start and rest");
        bars.AtMost("resident, idle", resting.ResidentBytes / Mebibyte, 28, "MiB");
        bars.AtMost("start to first answered scrape", answer, 60, "ms");
    }

    private static async Task MeasureSeriesAsync(
        BenchSettings settings, int series, double? bar, MarkdownTable table, Bars bars, CancellationToken cancel)
    {
        var file = SeriesFile.Make(settings.Work.FullName, settings.Size, series, settings.Seed);
        var uses = new List<MemoryUse>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"memory: {series} series, round {round} of {settings.Rounds}");
            uses.Add(await MemoryMeter.RunAsync(settings, file, cancel));
        }

        table.Add(
            $"{series:N0}", $"{uses.Count}",
            Show(u => u.PeakBytes), Show(u => u.RestBytes), Show(u => u.RestAnonymousBytes),
            Show(u => u.ScrapedPeakBytes));
        if (bar is { } most)
            bars.AtMost($"peak, {series:N0} series, scrape included", Of(u => u.ScrapedPeakBytes) / Mebibyte, most, "MiB");

        double Of(Func<MemoryUse, long> part) => Median.Of(uses.Select(u => (double)part(u)));
        string Show(Func<MemoryUse, long> part) => MarkdownTable.Mebibytes((long)Of(part));
    }
}
