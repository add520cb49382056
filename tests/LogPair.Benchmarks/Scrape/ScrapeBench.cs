using LogPair.Benchmarks.Measuring;
using LogPair.Benchmarks.Workload;

namespace LogPair.Benchmarks.Scrape;

/// <summary>Scrapes of 100,000 series, and the pause that a checkpoint of 10,000 series makes.</summary>
internal static class ScrapeBench
{
    private const int Series = 100_000;
    private const int CheckpointSeries = 10_000;
    private const int Saves = 200;

    public static async Task RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var bars = new Bars();
        await MeasureScrapesAsync(settings, bars, cancel);
        await MeasurePauseAsync(bars, cancel);
        bars.Print();
    }

    private static async Task MeasureScrapesAsync(BenchSettings settings, Bars bars, CancellationToken cancel)
    {
        // Most scrapes are to come after the series are all there, and a gigabyte is read by then.
        var file = SeriesFile.Make(settings.Work.FullName, 4 * settings.Size, Series, settings.Seed);
        var all = new List<ScrapeResult>();
        var one = new List<ScrapeResult>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"scrape: round {round} of {settings.Rounds}");
            all.Add(await ScrapeMeter.RunAsync(settings, file, lanes: null, cancel));
            one.Add(await ScrapeMeter.RunAsync(settings, file, lanes: 1, cancel));
        }

        var table = new MarkdownTable("what", "scrapes", "median", "p90", "max");
        List<ScrapeResult> both = [.. all, .. one];
        Add("scrape at rest, ms", both, r => r.AtRest, "F1");
        bars.AtMost("scrape of 100,000 series at rest", Median.Of(both.SelectMany(r => r.AtRest)), 60, "ms");
        AddReading("all cores read", all);
        AddReading("one lane reads", one);
        table.Print($"Scrapes of {Series:N0} series");

        void AddReading(string how, List<ScrapeResult> rounds)
        {
            if (rounds.All(r => r.WhileReading.Count == 0))
            {
                Console.WriteLine($"\n**SKIPPED scrapes while {how}**: all was read first. Give a larger --size.");
                return;
            }

            Add($"scrape while {how}, ms", rounds, r => r.WhileReading, "F1");
            Add("reading slowed meanwhile, %", rounds, r => r.Slowdowns.Select(s => s * 100), "F1");
            Add("reading that a scrape costs, ms", rounds, r => r.LostMilliseconds, "F1");
            Add("of it, a lane waited for a processor, ms", rounds, r => r.WaitedMilliseconds, "F1");
            Add("reading slowed without that, %", rounds, r => r.SlowdownsOnAProcessor.Select(s => s * 100), "F1");
            var whileReading = Median.Of(rounds.SelectMany(r => r.WhileReading));
            bars.AtMost($"scrape of 100,000 series while {how}", whileReading, 60, "ms");
            bars.AtMost(
                $"reading slowed by it, {how}", Median.Of(rounds.SelectMany(r => r.Slowdowns)) * 100, 10, "%");
        }

        void Add(string what, List<ScrapeResult> rounds, Func<ScrapeResult, IEnumerable<double>> part, string format)
        {
            double[] sorted = [.. rounds.SelectMany(part).Order()];
            var p90 = Median.Percentile(sorted, 0.9);
            table.Add(what, $"{sorted.Length}", Show(Median.Of(sorted)), Show(p90), Show(sorted[^1]));
            string Show(double number) => MarkdownTable.Show(number, format);
        }
    }

    private static async Task MeasurePauseAsync(Bars bars, CancellationToken cancel)
    {
        Console.Error.WriteLine("scrape: pause by a checkpoint");
        using var pause = new CheckpointPause(CheckpointSeries);
        double[] sorted = [.. (await pause.MeasureAsync(Saves, cancel)).Order()];
        var table = new MarkdownTable("longest commit during a checkpoint", "saves", "median ms", "p90 ms", "max ms");
        table.Add(
            $"{CheckpointSeries:N0} series, all changed", $"{sorted.Length}", Show(Median.Of(sorted)),
            Show(Median.Percentile(sorted, 0.9)), Show(sorted[^1]));
        table.Print("Pause of ingestion");
        bars.AtMost("pause by a checkpoint of 10,000 series", Median.Of(sorted), 1, "ms");

        static string Show(double number) => MarkdownTable.Show(number, "F2");
    }
}
