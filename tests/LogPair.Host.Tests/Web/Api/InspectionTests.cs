using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LogPair.Host.Commands;
using LogPair.Processor.Pipeline.Inspection;
using LogPair.Testing;

namespace LogPair.Host.Web.Api;

/// <summary>What the API tells of files, rules, series and expressions is what was written.</summary>
public sealed class InspectionTests : IDisposable
{
    private const string Rules = """
        metrics:
          - name: requests_total
            type: counter
            labels: { path: Path, status: Status }
            where: Path is not null
            maxSeries: 30
          - name: latency_seconds
            type: histogram
            value: Elapsed
            where: Path is not null
            buckets: [0.1, 1]
          - name: slowest_paths
            type: topk
            k: 2
            value: Elapsed
            where: Path is not null
            labels: { path: Path }
        """;

    private readonly TempVolume _volume = new(nameof(InspectionTests));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task FilesAreSortedFilteredAndPaged()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        for (var i = 0; i < 25; i++)
            File.WriteAllLines(_volume[$"logs/f{i:D2}.log"], Enumerable.Repeat($$"""{"Path":"/{{i}}","Elapsed":1}""", i + 1));
        File.AppendAllText(_volume["logs/f07.log"], "torn");
        await UntilAsync(sidecar, "files", ApiJson.Default.FilesAnswer, answer => answer.Total == 25 && answer.Files.Sum(file => file.Lines) == 325);

        var lagging = (await GetAsync(sidecar, "files?limit=1", ApiJson.Default.FilesAnswer)).Files.Single();
        Assert.Equal(("f07.log", 4L, 8L, FileState.Reading), (lagging.Stream, lagging.LagBytes, lagging.Lines, lagging.State));

        var page = await GetAsync(sidecar, "files?sort=-lines&filter=F1&offset=2&limit=3", ApiJson.Default.FilesAnswer);
        Assert.Equal((25, 10), (page.Total, page.Matching));
        Assert.Equal([18L, 17L, 16L], page.Files.Select(file => file.Lines));
        Assert.All(page.Files, file => Assert.Equal(("json", file.Size), (file.Format, file.Offset)));
    }

    [Fact]
    public async Task RulesAndSeriesAreAsTheLinesSay()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllLines(_volume["logs/a.log"],
            Enumerable.Range(0, 100).Select(i => $$"""{"Path":"/{{i % 10}}","Status":{{200 + (i % 4)}},"Elapsed":{{(i % 3 == 0 ? "\"slow\"" : "0.5")}}}""")
                .Append("""{"x":1}"""));
        var rules = (await UntilAsync(
            sidecar, "rules", ApiJson.Default.RulesAnswer, answer => answer.Metrics[0].Matched == 100)).Metrics;

        Assert.Equal((20, 30, 0L), (rules[0].Series, rules[0].MaxSeries, rules[0].Folded));
        Assert.Equal([new ReasonCount("not_a_number", 34)], rules[1].Failed);
        var requests = await GetAsync(sidecar, "series?metric=requests_total&limit=5&filter=/3", ApiJson.Default.SeriesAnswer);
        Assert.Equal((20, 2, 2), (requests.Total, requests.Matching, requests.Metric.Series.Count));
        Assert.All(requests.Metric.Series, series => Assert.Equal(("/3", 5.0), (series.Labels[0], series.Value)));
        Assert.Equal([("path", 10), ("status", 4)], requests.Labels.Select(label => (label.Name, label.Values)));
        Assert.Equal(new WeightedValue("200", 5, 25), requests.Labels[1].Heaviest[0]);

        var latency = (await GetAsync(sidecar, "series?metric=latency_seconds", ApiJson.Default.SeriesAnswer)).Metric.Series.Single();
        Assert.Equal((66.0, 33.0), (latency.Value, latency.Sum));
        Assert.Equal([0, 66, 0], latency.Buckets);
        Assert.Equal(2, (await GetAsync(sidecar, "series?metric=slowest_paths", ApiJson.Default.SeriesAnswer)).Total);
        Assert.Equal(101, (await GetAsync(sidecar, "series?metric=logpair_lines_total", ApiJson.Default.SeriesAnswer)).Metric.Series.Single().Value);
        Assert.Equal(1, (await GetAsync(sidecar, "status", ApiJson.Default.StatusAnswer)).UnmatchedLines);
    }

    [Fact]
    public async Task AnExpressionIsTriedOnEachSampleAsItsFileIsRead()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllLines(_volume["logs/a.log"], ["""{"User":"ann","N":2}""", """{"User":"bob"}"""]);
        File.WriteAllLines(_volume["logs/b.log"], Enumerable.Repeat("level=info user=cid n=5", 20));
        await UntilAsync(sidecar, "lines", ApiJson.Default.LinesAnswer, answer => answer.Unmatched.Count == 20);
        File.AppendAllLines(_volume["logs/a.log"], ["""{"User":"dan","N":4}""", "no JSON"]);
        await UntilAsync(sidecar, "lines", ApiJson.Default.LinesAnswer, answer => answer.Unparsed.Count == 1);

        var values = (await GetAsync(sidecar, "try?expression=N+*+10", ApiJson.Default.TrialResult)).Values;
        Assert.Contains(new TrialValue("""{"User":"dan","N":4}""", "json", "number", "40"), values);
        var users = (await GetAsync(sidecar, "try?expression=Concat(user,'!')", ApiJson.Default.TrialResult)).Values;
        Assert.Contains(new TrialValue("level=info user=cid n=5", "logfmt", "text", "cid!"), users);
        var unparsed = (await GetAsync(sidecar, "try?expression=N&lines=unparsed", ApiJson.Default.TrialResult)).Values;
        Assert.Equal("not_an_object", Assert.Single(unparsed).Kind);
        var problem = Assert.Single((await GetAsync(sidecar, "try?expression=N+%2B", ApiJson.Default.TrialResult)).Problems);
        Assert.Equal(4, problem.Column);
    }

    [Fact]
    public async Task TheConfigurationSaysWhereEachValueIsFromAndWhyANewerOneIsNotInForce()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        var before = await GetAsync(sidecar, "configuration", ApiJson.Default.ConfigurationReport);
        Assert.Equal((_volume["rules.yaml"], Rules, null), (before.File, before.Text, before.Refused));
        Assert.Contains(new SettingView("listen", "127.0.0.1:0", "flag", "--listen"), before.Settings);

        sidecar.Change("metrics: 7\n");
        var after = await UntilAsync(
            sidecar, "configuration", ApiJson.Default.ConfigurationReport, answer => answer.Refused is not null);
        Assert.Contains("rules.yaml:1:10", Assert.Single(after.Problems), StringComparison.Ordinal);
        Assert.Equal((Rules, before.Loaded), (after.Text, after.Loaded));
    }

    [Fact]
    public async Task HoweverManyAskEachIsAnsweredAndProbesDoNotWait()
    {
        await using var sidecar = await Sidecar.StartAsync(_volume, Rules);
        File.WriteAllLines(_volume["logs/a.log"], Enumerable.Range(0, 5000).Select(i => $$"""{"Path":"/{{i}}","Status":200,"Elapsed":1}"""));
        await UntilAsync(sidecar, "rules", ApiJson.Default.RulesAnswer, answer => answer.Metrics[0].Matched == 5000);

        var asking = Enumerable.Range(0, 20).Select(_ => sidecar.Client.GetAsync(sidecar.At("/api/v1/series?metric=requests_total"), Cancel)).ToList();
        Assert.Equal("ok\n", await sidecar.Client.GetStringAsync(sidecar.At("/healthz"), Cancel));
        foreach (var answer in await Task.WhenAll(asking))
        {
            Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
            answer.Dispose();
        }
    }

    private static async Task<T> GetAsync<T>(Sidecar sidecar, string path, JsonTypeInfo<T> type)
    {
        await using var answer = await sidecar.Client.GetStreamAsync(sidecar.At("/api/v1/" + path), Cancel);
        return (await JsonSerializer.DeserializeAsync(answer, type, Cancel))!;
    }

    private static async Task<T> UntilAsync<T>(Sidecar sidecar, string path, JsonTypeInfo<T> type, Predicate<T> isRight)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var answer = await GetAsync(sidecar, path, type);
            if (isRight(answer)) return answer;
            Assert.False(late.IsCancellationRequested, $"{path}: {JsonSerializer.Serialize(answer, type)}\n{sidecar.Error}");
        }
    }
}
