using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Tests.Parsing.Patterns;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline;

/// <summary>What metrics do over time and restarts, through the whole pipeline.</summary>
public class MetricsOverTimeTests
{
    private const string Rules = """
        metrics:
          - { name: seen_total, type: counter, labels: { who: Who }, expireAfter: 10m }
          - { name: kept_total, type: counter, labels: { who: Who } }
          - { name: took_seconds, type: summary, value: Took, labels: { who: Who }, window: 10m }
          - { name: kinds, type: distinct, value: Kind }
          - { name: heavy, type: topk, k: 1, value: Took, labels: { who: Who } }
        """;

    [Fact]
    public async Task ASeriesThatIsNotTouchedGoesAndComesBackFromZeroAndARestartRemembersBoth()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        Append(volume, "ann", 1, "a");
        Append(volume, "bob", 2, "b");
        using (var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, time))
        {
            processor.StepToEnd();
            Assert.Equal(1, (await processor.ScrapeAsync())["seen_total{who=\"ann\"}"]);

            time.Advance(TimeSpan.FromMinutes(6));
            Append(volume, "bob", 2, "b");
            processor.StepToEnd();
            time.Advance(TimeSpan.FromMinutes(6));

            var later = await processor.ScrapeAsync();
            Assert.DoesNotContain("seen_total{who=\"ann\"}", later.Keys);
            Assert.Equal(2, later["seen_total{who=\"bob\"}"]);
            Assert.Equal(1, later["kept_total{who=\"ann\"}"]);
            Assert.Equal(double.NaN, later["took_seconds{who=\"ann\",quantile=\"0.5\"}"]);
            Assert.Equal(2, later["took_seconds{who=\"bob\",quantile=\"0.5\"}"], 2 * 0.01);
            Assert.Equal(2, later["kinds"]);
            Assert.Equal(["heavy{who=\"bob\"}"], later.Keys.Where(key => key.StartsWith("heavy", StringComparison.Ordinal)));
        }

        // Nobody was there for a year: no series went for that.
        time.Advance(TimeSpan.FromDays(365));
        Append(volume, "ann", 1, "c");
        using (var processor = new SteppedProcessor(volume.Path, volume["state"], Rules, time))
        {
            processor.StepToEnd();

            var later = await processor.ScrapeAsync();
            Assert.Equal(1, later["seen_total{who=\"ann\"}"]);
            Assert.Equal(2, later["seen_total{who=\"bob\"}"]);
            Assert.Equal(2, later["kept_total{who=\"ann\"}"]);
            Assert.Equal(2, later["took_seconds_count{who=\"bob\"}"]);
            Assert.Equal(3, later["kinds"]);
            Assert.Equal(4, later["heavy{who=\"bob\"}"]);
        }
    }

    [Fact]
    public void EveryRecordIsMatchedByARuleOrCountedAsUnmatchedAndSomeOfThemCanBeLookedAt()
    {
        using var volume = new TempVolume();
        var lines = Enumerable.Range(0, 100).Select(i => $$"""{"Other":{{i}}}""")
            .Append("""{"Who":"ann","Took":"long"}""").Append("""{"Who":"ann","Took":-1}""").Append("no record");
        File.WriteAllLines(volume["a.log"], lines);
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"],
            """
            metrics:
              - { name: a_total, type: counter, where: Who is not null, value: Took, labels: { file: '@file', at: '@path' } }
            """,
            new FakeTimeProvider());

        processor.StepToEnd();

        Assert.Equal(100, processor.Value("logpair_unmatched_lines_total"));
        Assert.Equal(2, processor.Value("logpair_rule_matched_total", "a_total"));
        Assert.Equal(0, processor.Value("logpair_rule_seconds_total", "a_total"));
        Assert.Equal(1, processor.Value("logpair_failed_measurements_total", "a_total", "not_a_number"));
        Assert.Equal(1, processor.Value("logpair_failed_measurements_total", "a_total", "out_of_range"));
        Assert.Equal(0, processor.Value("logpair_failed_measurements_total", "a_total", "no_value"));
        var unmatched = processor.Samples.Unmatched.Latest();
        Assert.Equal(LineSamples.Kept, unmatched.Count);
        Assert.All(unmatched, sample => Assert.StartsWith("""{"Other":""", sample.Text, StringComparison.Ordinal));
        Assert.Equal(
            new LineSample("not_an_object", volume["a.log"], "no record"),
            Assert.Single(processor.Samples.Unparsed.Latest()));
    }

    [Fact]
    public void ALineThatAPatternGivesUpIsCountedWithTheRule()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["a.log"], $$"""
            {"A":"{{TooCostly.Text}}"}
            {"A":"bb"}

            """);
        using var processor = new SteppedProcessor(
            volume.Path, volume["state"],
            $$"""
            metrics:
              - { name: a_total, type: counter, where: "IsMatch(A, '{{TooCostly.Pattern}}')" }
              - { name: b_total, type: counter, where: "not IsMatch(A, '{{TooCostly.Pattern}}')" }
            """,
            new FakeTimeProvider());

        processor.StepToEnd();

        Assert.Equal(1, processor.Value("logpair_failed_measurements_total", "a_total", "too_costly"));
        Assert.Equal(1, processor.Value("logpair_failed_measurements_total", "b_total", "too_costly"));
        Assert.Equal(1, processor.Value("b_total"));
    }

    [Fact]
    public void FieldsOfTheSegmentAreThoseOfTheNameThatItHadBeforeItWasRolled()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log.1"], "{\"a\":\"x\\ty\"}\n{\"a\":1}\n");
        File.WriteAllText(volume["app.log"], "{\"a\":\"x\\ty\"}\n");
        using var processor = new SteppedProcessor(
            volume["*.log"], volume["state"],
            "metrics: [{ name: a_total, type: counter, labels: { f: '@file', p: '@path', s: '@stream', a: a } }]",
            new FakeTimeProvider());

        processor.StepToEnd();

        var stream = LogPair.Processor.Discovery.StreamName.Of(volume["app.log"]);
        Assert.Equal(2, processor.Value("a_total", "app.log", volume["app.log"], stream, "x\ty"));
        Assert.Equal(1, processor.Value("a_total", "app.log", volume["app.log"], stream, "1"));
    }

    [Fact]
    public void ASampleIsCutShortAndTheLatestComesFirst()
    {
        var samples = new LineSamples();

        for (var i = 0; i < 50; i++) samples.Take("unmatched", "/a.log", new byte[i == 49 ? 5000 : i + 1]);

        var latest = samples.Latest();
        Assert.Equal(LineSamples.Kept, latest.Count);
        Assert.Equal(LineSamples.MaxLineBytes, latest[0].Text.Length);
        Assert.Equal(49, latest[1].Text.Length);
    }

    private static void Append(TempVolume volume, string who, double took, string kind) => File.AppendAllText(
        volume["a.log"], $$"""{"Who":"{{who}}","Took":{{took}},"Kind":"{{kind}}"}""" + "\n");
}
