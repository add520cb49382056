using System.Text.Json.Nodes;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Terminal;

/// <summary>'logpair top', as a person uses it.</summary>
public sealed class TopTests : IDisposable
{
    private const int Lines = 5000;

    private readonly TempVolume _volume = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _volume.Dispose();

    [Fact]
    public async Task ItShowsTheTruthSortsFiltersAndOutlivesTheProcessor()
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        var truth = await WriteAsync();
        await using var first = Run(address);
        await using var terminal = await TmuxSession.StartAsync(["top", "--url", $"http://{address}", "--interval", "200ms"], Cancel);

        await terminal.UntilAsync(screen => Has(screen, "✓ Every line that was written is counted: 5,000 lines, none lost."), Cancel);
        var files = await terminal.UntilAsync(screen => Has(screen, "[1 Files]") && RowOf(screen, "small.log") > RowOf(screen, "logs/app2"), Cancel);
        Assert.Contains(files, row => row.Contains("clef", StringComparison.Ordinal));

        // Columns: lag, rate, size, lines. Reversed, the smallest comes first.
        await terminal.PressAsync(Cancel, "s", "s", "r");
        await terminal.UntilAsync(screen => Has(screen, "size↑") && RowOf(screen, "small.log") < RowOf(screen, "logs/app2"), Cancel);
        await terminal.PressAsync(Cancel, "/", "SMALL", "Enter");
        await terminal.UntilAsync(screen => Has(screen, "1 rows") && !screen.Any(row => row.Contains("logs/app2", StringComparison.Ordinal)), Cancel);

        await terminal.PressAsync(Cancel, "2", "Escape", "/", "http_requests_total", "Enter");
        var metrics = await terminal.UntilAsync(screen => Has(screen, "[2 Metrics]") && Has(screen, "matched↓") && Has(screen, "1 rows"), Cancel);
        Assert.Contains(metrics, row => row.TrimStart().StartsWith($"{Requests(truth):N0} ", StringComparison.Ordinal));

        await first.KillAsync(Cancel);
        await terminal.UntilAsync(screen => Has(screen, $"✗ No answer from http://{address}/") && Has(screen, "http_requests_total"), Cancel);
        await using var second = Run(address);
        await terminal.UntilAsync(screen => Has(screen, "counted: 5,000 lines, none lost.") && !Has(screen, "No answer"), Cancel);

        await terminal.PressAsync(Cancel, "Escape", "1");
        await terminal.ResizeAsync(40, 20, Cancel);
        var narrow = await terminal.UntilAsync(screen => Has(screen, "lag↓") && !Has(screen, "format"), Cancel);
        Assert.All(narrow, row => Assert.True(row.Length <= 40, row));

        await terminal.PressAsync(Cancel, "q");
        await terminal.UntilAsync(screen => Has(screen, "ended with 0") && !Has(screen, "lag↓"), Cancel);
    }

    [Fact]
    public async Task ForAPipeItPrintsOnceAndForAProgramAsJson()
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        var truth = await WriteAsync();
        await using var processor = Run(address);
        var text = await Deadline.PollAsync(
            TimeSpan.FromSeconds(60), () => TopAsync("--url", $"http://{address}"),
            text => text.Output.Contains("counted: 5,000 lines", StringComparison.Ordinal), Cancel);

        Assert.Equal(0, text.ExitCode);
        Assert.DoesNotContain('\e', text.Output);
        Assert.Contains("small.log", text.Output, StringComparison.Ordinal);
        var json = JsonNode.Parse((await TopAsync("--json", "--url", $"http://{address}")).Output)!;
        Assert.Equal(Lines, json["status"]!["lines"]!.GetValue<long>());
        Assert.Equal(
            Requests(truth),
            json["rules"]!["metrics"]!.AsArray().Single(metric => $"{metric!["name"]}" == "http_requests_total")!["matched"]!.GetValue<long>());

        var nobody = await TopAsync("--url", $"http://127.0.0.1:{FreePort.Find()}");
        Assert.Equal((1, ""), (nobody.ExitCode, nobody.Output));
        Assert.Contains("Is 'logpair run' alive there?", nobody.Error, StringComparison.Ordinal);
    }

    // 4,990 lines of the workload, and ten in a file of their own.
    private async Task<JsonNode> WriteAsync()
    {
        await using var generator = LogPairProcess.Start(
            "generate", "--logs", _volume["logs"], "--count", $"{Lines - 10}", "--rate", "0", "--truth", _volume["truth.json"]);
        Assert.Equal(0, await generator.WaitAsync(Cancel));
        await File.WriteAllLinesAsync(_volume["logs/small.log"], Enumerable.Repeat("{}", 10), Cancel);
        return JsonNode.Parse(await File.ReadAllTextAsync(_volume["truth.json"], Cancel))!;
    }

    private LogPairProcess Run(string address) => LogPairProcess.Start(
        "run", "--logs", _volume["logs"], "--state", _volume["state"], "--listen", address, "--config", Repository.Path("docker/rules.yaml"));

    private static async Task<ToolResult> TopAsync(params string[] arguments)
    {
        var command = LogPairProcess.Program();
        return (await Tool.TryRunAsync(command[0], [.. command.Skip(1), "top", .. arguments], Cancel))!;
    }

    private static long Requests(JsonNode truth) =>
        truth["requests"]!.AsArray().Sum(request => request!["count"]!.GetValue<long>());

    private static bool Has(IReadOnlyList<string> screen, string text) =>
        string.Join(' ', screen.Select(row => row.Trim())).Contains(text, StringComparison.Ordinal);

    private static int RowOf(IReadOnlyList<string> screen, string text) =>
        screen.ToList().FindIndex(row => row.Contains(text, StringComparison.Ordinal));
}
