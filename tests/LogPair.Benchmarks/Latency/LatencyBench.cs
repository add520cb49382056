using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Latency;

/// <summary>Latency at a trickle and under load: medians over rounds of each round's percentiles.</summary>
internal static class LatencyBench
{
    private const int Trickle = 20;
    private const int Load = 10_000;

    public static async Task RunAsync(BenchSettings settings, CancellationToken cancel)
    {
        var table = new MarkdownTable(
            "lines/s", "rounds", "lines each", "p50 ms", "p90 ms", "p99 ms", "max ms", "scrape ms");
        var trickle = await RunAsync(settings, Trickle, table, cancel);
        var load = await RunAsync(settings, Load, table, cancel);
        table.Print("write() to visible in /metrics, scraped as fast as it answers");

        var bars = new Bars();
        bars.AtMost("p50 at 20 lines/s", Of(trickle, r => r.P50), 1.5, "ms");
        bars.AtMost("p99 at 20 lines/s", Of(trickle, r => r.P99), 7, "ms");
        bars.AtMost("p99 at 10,000 lines/s", Of(load, r => r.P99), 15, "ms");
        bars.Print();
    }

    private static async Task<IReadOnlyList<LatencyResult>> RunAsync(
        BenchSettings settings, int rate, MarkdownTable table, CancellationToken cancel)
    {
        var rounds = new List<LatencyResult>();
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Console.Error.WriteLine($"latency: {rate} lines/s, round {round} of {settings.Rounds}");
            rounds.Add(await LatencyMeter.RunAsync(settings, rate, settings.Span, cancel));
        }

        table.Add(
            $"{rate:N0}", $"{rounds.Count}", $"{rounds[0].Lines:N0}",
            Show(r => r.P50), Show(r => r.P90), Show(r => r.P99),
            MarkdownTable.Show(rounds.Max(r => r.Max), "F1"), Show(r => r.Scrape));
        return rounds;

        string Show(Func<LatencyResult, double> part) => MarkdownTable.Show(Of(rounds, part), "F2");
    }

    private static double Of(IEnumerable<LatencyResult> rounds, Func<LatencyResult, double> part) =>
        Median.Of(rounds.Select(part));
}
