using LogPair.Host.Terminal;
using LogPair.Host.Web.Api;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Inspection;

namespace LogPair.Host.Top;

/// <summary>What a view looks like, whatever the terminal's size.</summary>
public sealed class TopPartsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void NoRowIsWiderThanTheTerminalAndTheNameIsAlwaysThere(int columns)
    {
        foreach (var tab in Enum.GetValues<TopTab>())
        {
            var rows = Draw(View(files: 50) with { State = new TopState { Tab = tab } }, columns, 24);

            Assert.All(rows, row => Assert.True(row.Length <= columns, row));
            Assert.Contains(rows, row => row.Contains(tab switch { TopTab.Files => "file", TopTab.Metrics => "metric", _ => "what" }, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ScrollingGoesToTheLastRowAndNoFurther()
    {
        var view = View(files: 50);
        string[] Files(int top) => [.. Draw(view with { State = new TopState { Top = top } }, 100, 24).Where(row => row.EndsWith(".log", StringComparison.Ordinal))];

        Assert.Contains("/f49.log", Files(0)[0], StringComparison.Ordinal);
        Assert.Contains("/f48.log", Files(1)[0], StringComparison.Ordinal);
        Assert.Equal(Files(50), Files(1_000_000));
        Assert.Contains("/f00.log", Files(50)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void RatesAreOfOneProcessOnly()
    {
        var (before, now) = (Snapshot(files: 1, at: 0, lines: 100), Snapshot(files: 1, at: 2, lines: 300));

        Assert.Equal(100, new TopRates(now, before).LinesPerSecond);
        Assert.Null(new TopRates(now, null).LinesPerSecond);
        Assert.Null(new TopRates(now with { Status = now.Status with { StartTime = Start.AddSeconds(1) } }, before).LinesPerSecond);
        Assert.Null(new TopRates(now, before).OfFile("/new.log", 7));
    }

    [Fact]
    public void WhatIsInLogsCannotDriveTheTerminal()
    {
        var view = View(files: 0);
        var snapshot = view.Snapshot!;
        view = view with
        {
            Snapshot = snapshot with { Files = new FilesAnswer(1, 1, [new FileView("/a\e[2J.log", FileState.Refused) { Problem = "is\a bad" }]) },
        };

        Assert.DoesNotContain(Draw(view, 100, 24), row => row.Any(char.IsControl));
    }

    private static string[] Draw(TopView view, int columns, int rows) =>
        TerminalCanvas.Render(TopParts.Of(view, (columns, rows)), (columns, rows), hasColours: false).Split('\n').Select(row => row.TrimEnd()).ToArray();

    private static TopView View(int files) => new TopView("http://127.0.0.1:9464", new TopState()).With(Snapshot(files, at: 2, lines: 300));

    private static TopSnapshot Snapshot(int files, int at, long lines) => new(
        new StatusAnswer
        {
            Version = "1.2.3",
            Time = Start.AddSeconds(at),
            StartTime = Start,
            Created = Start,
            State = ProcessorState.Following,
            IsReady = true,
            Health = [new HealthFinding(FindingLevel.Ok, "All is well.", "")],
            Lines = lines,
            Bytes = lines * 100,
            UnparsedLines = 0,
            UnmatchedLines = 0,
            LostLines = 0,
            LostBytes = 0,
            FoldedMeasurements = 0,
            LagBytes = 0,
            LagSeconds = 0,
            OpenFiles = files,
            RefusedFiles = 0,
            HeldBytes = 0,
            IsWatching = true,
            Series = 3,
            MaxSeries = 100,
            LastCheckpoint = Start,
            CpuSeconds = at * 0.1,
            ResidentBytes = 30 << 20,
        },
        new FilesAnswer(files, files, [.. Enumerable.Range(0, files).Select(i => new FileView($"/var/log/some/where/f{i:D2}.log", FileState.Reading) { LagBytes = i * 1000 })]),
        new RulesAnswer([new RuleView("http_requests_total", "counter", "Requests.", ["method"]) { Matched = lines }], 3, 100),
        new TroubleView
        {
            Losses = [new LossView("app.log", "too_long", 3, 3000)],
            Unparsed = [new ReasonCount("invalid_json", 4)],
            Refused = [],
            Cut = [],
            Seals = [],
            Truncations = [],
            InvalidUtf8 = 0,
        });
}
