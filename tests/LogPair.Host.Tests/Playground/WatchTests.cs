using System.Text;
using LogPair.Host.Commands;
using LogPair.Host.Configuration;
using LogPair.Host.Terminal;
using LogPair.Testing;

namespace LogPair.Host.Playground;

public sealed class WatchTests
{
    private const string Rules = "metrics: [{ name: a_total, type: counter, labels: { m: M } }]\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AChangeShowsWhatItChangedAndErrorsLeaveTheLastResult()
    {
        using var volume = Written();
        var session = Session(volume);
        var screen = new StringWriter();
        using var terminal = new TerminalScreen(new TerminalCanvas(screen, () => (80, 30), hasColours: false));
        terminal.Show((await session.StepAsync(Cancel))!);
        Assert.Null(await session.StepAsync(Cancel));
        var first = Drawn(screen);

        await File.WriteAllTextAsync(volume["rules.yaml"], Rules.Replace("type: counter", "type: teller", StringComparison.Ordinal), Cancel);
        terminal.Show(await NextAsync(session));
        var broken = Drawn(screen);

        await File.WriteAllTextAsync(volume["rules.yaml"], Rules.Replace("labels", "where: M <> 'b', labels", StringComparison.Ordinal), Cancel);
        terminal.Show(await NextAsync(session));
        var mended = Drawn(screen);

        Assert.Contains("4 lines, 1 not parsed, 0 matched by no rule", first, StringComparison.Ordinal);
        Assert.Contains("│ a_total{m=\"a\"} │ 2     │", first, StringComparison.Ordinal);
        Assert.Contains("not_an_object: oops \ufffd[31m", first, StringComparison.Ordinal);
        Assert.Contains($"{volume["rules.yaml"]}:1:34: there is no metric type teller.", string.Join(' ', broken.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("│ a_total{m=\"a\"} │ 2     │", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("teller", mended, StringComparison.Ordinal);
        Assert.Contains("│ a_total{m=\"b\"} │ gone  │ 1      │", mended, StringComparison.Ordinal);
        Assert.Contains("unmatched: {\"M\":\"b\"}", mended, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(20, 8)]
    [InlineData(3, 2)]
    public async Task WhateverTheSizeItFitsTheTerminalAndShowsWhatChangedFirst(int columns, int rows)
    {
        using var volume = Written();
        await File.WriteAllLinesAsync(volume["a.log"], Enumerable.Range(0, 100).Select(i => $"{{\"M\":\"{i:00}\"}}"), Cancel);
        var session = Session(volume);
        using var screen = new StringWriter();
        using var terminal = new TerminalScreen(new TerminalCanvas(screen, () => (columns, rows), hasColours: false));
        terminal.Show((await session.StepAsync(Cancel))!);
        Drawn(screen);
        await File.WriteAllTextAsync(volume["rules.yaml"], Rules.Replace("M }", "if M = '77' then 'x' else M }", StringComparison.Ordinal), Cancel);

        terminal.Show(await NextAsync(session));

        var drawn = Drawn(screen);
        var lines = drawn.Split('\n');
        Assert.InRange(lines.Length, 1, rows);
        if (rows > 20) Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
        if (rows > 20) Assert.Contains("a_total{m=\"x\"}", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ElsewhereItIsPlainTextAndQEndsIt()
    {
        using var volume = Written();
        using var output = new MemoryStream();

        var exitCode = await CommandLine.InvokeAsync(["replay", "--watch", "--config", volume["rules.yaml"], volume["a.log"]], Some.Surroundings(Cancel) with
        {
            Output = output,
            Key = () => output.Length > 0 ? 'q' : null,
        });

        Assert.Equal(ExitCode.Done, exitCode);
        Assert.Equal(
            $"--- {volume["rules.yaml"]}: 4 lines, 1 not parsed, 0 matched by no rule\n  a_total{{m=\"a\"}} 2\n  a_total{{m=\"b\"}} 1\n# not_an_object: oops \ufffd[31m\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }

    [Theory]
    [InlineData("replay --watch x.log", "there is no rules file to watch")]
    [InlineData("replay --watch --config /does/not/exist.yaml x.log", "cannot read it")]
    [InlineData("replay --watch --format openmetrics x.log", "--watch: it shows a table")]
    [InlineData("replay --timestamps x.log", "Add --format openmetrics")]
    [InlineData("replay --step 1m x.log", "Add --timestamps")]
    [InlineData("replay --timestamps --format openmetrics --step 1ms x.log", "'1ms' is not a step")]
    public async Task FlagsThatDoNotGoTogetherAreExplained(string arguments, string said)
    {
        var invocation = new Invocation();

        Assert.Equal(ExitCode.WrongUse, await invocation.RunAsync(arguments.Split(' ')));
        Assert.Contains(said, invocation.Error, StringComparison.Ordinal);
    }

    private static TempVolume Written()
    {
        var volume = new TempVolume("watch");
        File.WriteAllText(volume["rules.yaml"], Rules);
        File.WriteAllText(volume["a.log"], "{\"M\":\"a\"}\n{\"M\":\"b\"}\noops \e[31m\n{\"M\":\"a\"}\n");
        return volume;
    }

    private static PlaygroundSession Session(TempVolume volume)
    {
        var flags = new Dictionary<string, string> { ["--config"] = volume["rules.yaml"] };
        return new PlaygroundSession(
            ConfigurationLoader.Load(flags, _ => null), [volume["a.log"]], text => ConfigurationLoader.Load(flags, _ => null, _ => text), TimeProvider.System);
    }

    // The first look finds a change, the second finds it at rest.
    private static async Task<PlaygroundView> NextAsync(PlaygroundSession session)
    {
        Assert.Null(await session.StepAsync(Cancel));
        return (await session.StepAsync(Cancel))!;
    }

    // What was written since the last call, without what moves the cursor.
    private static string Drawn(StringWriter screen)
    {
        var text = screen.ToString();
        screen.GetStringBuilder().Clear();
        return text.Replace("\e[?1049h\e[?25l", "", StringComparison.Ordinal).Replace("\e[H", "", StringComparison.Ordinal)
            .Replace("\e[K", "", StringComparison.Ordinal).Replace("\e[J", "", StringComparison.Ordinal);
    }
}
