using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Pipeline.Replaying;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Processor.Tests.Pipeline.Backfilling;

public sealed class BackfillTests
{
    private const string Rules = """
        metrics:
          - name: events_total
            type: counter
            value: V
            labels: { kind: K }
            init: [{ kind: never }]
          - name: size_bytes
            type: histogram
            value: V
            buckets: [2, 4]
          - name: last
            type: gauge
            value: N
            labels: { kind: K }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACounterBeginsWithAZeroOneStepEarlyAndHasAValueAtEveryStepThatHasEvents()
    {
        var series = await SeriesAsync(
            Rules,
            Line("13:00:01", "a", 1),
            Line("13:01:00", "a", 2), // the end of a step belongs to it
            Line("13:01:00.001", "b", 4),
            Line("13:09:59", "a", 8));

        Assert.Equal(["13:00 0", "13:01 3", "13:02 3", "13:10 11"], series["events_total{kind=\"a\"}"]);
        Assert.Equal(["13:01 0", "13:02 4", "13:10 4"], series["events_total{kind=\"b\"}"]);
        Assert.Equal(["13:00 0", "13:01 0", "13:02 0", "13:10 0"], series["events_total{kind=\"never\"}"]);
        Assert.Equal(["13:00 0", "13:01 2", "13:02 2", "13:10 2"], series["size_bytes_bucket{le=\"2.0\"}"]);
        Assert.Equal(["13:00 0", "13:01 2", "13:02 3", "13:10 4"], series["size_bytes_count"]);
        Assert.Equal(["13:01 2", "13:02 2", "13:10 8"], series["last{kind=\"a\"}"]);
    }

    [Fact]
    public async Task AnEventWithoutATimeBelongsToTheOneBeforeItAndTheFirstOnesToTheFirstThatHasOne()
    {
        var series = await SeriesAsync(
            Rules, Line(null, "a", 1), Line("13:00:01", "a", 2), Line("13:05:01", "a", 4), Line(null, "a", 8), Line("13:00:02", "a", 16), Line(null, "a", 32));

        Assert.Equal(["13:00 0", "13:01 51", "13:06 63"], series["events_total{kind=\"a\"}"]);
    }

    [Fact]
    public async Task AStepWhoseEventsNoRuleMatchesIsAStepAllTheSame()
    {
        var series = await SeriesAsync(
            "metrics: [{ name: a_total, type: counter, where: K = 'a' }]", Line("13:00:01", "a", 1), Line("13:01:01", "b", 1), Line("13:02:01", "a", 1));

        Assert.Equal(["13:00 0", "13:01 1", "13:02 1", "13:03 2"], series["a_total"]);
    }

    [Fact]
    public async Task WithoutAnyTimeThereIsNothingToBackfill()
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["a.log"], Line(null, "a", 1), Cancel);

        Assert.Null(Replay(volume["a.log"], Rules).Backfill);
    }

    [Fact]
    public void WhateverTheOrderTheIncrementsAddUpToTheTotals() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 7200], Gen.Int[0, 60], Gen.Int[0, 6]).Array[1, 60],
            Gen.Int[0, int.MaxValue],
            Gen.OneOf(Gen.Const(1), Gen.Const(3), Gen.Const(1000))).Sample(
            (events, seed, maxSeries) =>
            {
                var rules = Rules.Replace("value: V\n    labels", $"value: V\n    maxSeries: {maxSeries}\n    labels", StringComparison.Ordinal);
                var lines = events.Select((one, i) => Line(
                    DateTime.UnixEpoch.AddSeconds(one.Item1).ToString("HH:mm:ss", CultureInfo.InvariantCulture) + $".{i:0000000}", $"k{one.Item2}", one.Item3)).ToArray();
                var shuffled = lines.ToArray();
                new Random(seed).Shuffle(shuffled);

                var (inOrder, totals) = Backfilled(rules, [.. lines.Order(StringComparer.Ordinal)]);
                var (asRead, totalsAsRead) = Backfilled(rules, shuffled);

                // Which label sets go to "other" is decided in the order of reading.
                if (events.Select(one => one.Item2).Distinct().Count() < maxSeries)
                    Assert.Equal(inOrder.OrderBy(each => each.Key, StringComparer.Ordinal), asRead.OrderBy(each => each.Key, StringComparer.Ordinal));
                AssertLastIsTotal(inOrder, totals);
                AssertLastIsTotal(asRead, totalsAsRead);
                Assert.All(asRead, series => AssertGrows(series.Key, series.Value));
            },
            iter: 100);

    private static void AssertLastIsTotal(Dictionary<string, List<string>> series, Dictionary<string, string> totals)
    {
        Assert.Equal(totals.Keys.Order(StringComparer.Ordinal), series.Keys.Order(StringComparer.Ordinal));
        Assert.All(totals, total => Assert.Equal(total.Value, series[total.Key][^1].Split(' ')[1]));
    }

    private static void AssertGrows(string name, List<string> points)
    {
        if (name.StartsWith("last", StringComparison.Ordinal)) return;

        var values = points.Select(point => double.Parse(point.Split(' ')[1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(0, values[0]);
        Assert.Equal(values.Order(), values);
    }

    private static (Dictionary<string, List<string>> Series, Dictionary<string, string> Totals) Backfilled(string rules, string[] lines)
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], string.Concat(lines));
        var result = Replay(volume["a.log"], rules);
        using var text = new MemoryStream();
        result.WriteMetricsAsync(text, openMetrics: true, CancellationToken.None).GetAwaiter().GetResult();
        var totals = SampleLines(text).Where(line => !line.StartsWith("logpair_", StringComparison.Ordinal))
            .ToDictionary(line => line[..line.LastIndexOf(' ')], line => Shown(line[(line.LastIndexOf(' ') + 1)..]));
        return (Read(result), totals);
    }

    private static async Task<Dictionary<string, List<string>>> SeriesAsync(string rules, params string[] lines)
    {
        using var volume = new TempVolume();
        await File.WriteAllTextAsync(volume["a.log"], string.Concat(lines), Cancel);
        return Read(Replay(volume["a.log"], rules));
    }

    private static ReplayResult Replay(string file, string rules) => ReplayRunner.Run(
        new ReplayOptions { Files = [file], Rules = RulesLoader.Load("rules.yaml", rules).Rules!, Step = TimeSpan.FromMinutes(1) }, progress: null, Cancel);

    // By series: "HH:mm value".
    private static Dictionary<string, List<string>> Read(ReplayResult result)
    {
        using var text = new MemoryStream();
        result.Backfill!.Write(text, CancellationToken.None);
        return SampleLines(text).Select(line => line.Split(' ')).GroupBy(parts => parts[0]).ToDictionary(
            series => series.Key,
            series => series.Select(parts => $"{DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[2], CultureInfo.InvariantCulture)):HH:mm} {Shown(parts[1])}").ToList());
    }

    private static IEnumerable<string> SampleLines(MemoryStream text) =>
        Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#');

    private static string Shown(string value) => double.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);

    private static string Line(string? time, string kind, int value) =>
        (time is null ? "{" : $"{{\"@t\":\"2026-11-22T{time}Z\",") + $"\"K\":\"{kind}\",\"V\":{value},\"N\":{value}}}\n";
}
