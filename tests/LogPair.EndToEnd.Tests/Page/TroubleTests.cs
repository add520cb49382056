using System.Diagnostics;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Page;

/// <summary>What goes wrong is read on the page within seconds.</summary>
public sealed class TroubleTests
{
    // The page is to say it within five seconds; the rest is for a machine that does other things at the same time.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    private const string Rules = """
        settings: { maxLineBytes: 1KiB }
        metrics:
          - name: requests_total
            type: counter
            help: Requests by path.
            maxSeries: 3
            labels: { path: Path }
        """;

    private readonly Chromium _chromium;

    public TroubleTests(Chromium chromium)
    {
        _chromium = chromium;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task AStuckFileIsNamed() => AssertSaysAsync(
        processor => processor.Write("torn.log", ["{\"Path\":\"/\"}"], torn: "{\"Path\":\"/never ends"),
        ["torn.log is stuck", "have been waiting for"], "files");

    [Fact]
    public Task ALossIsCountedWithItsReason() => AssertSaysAsync(
        processor => processor.Write("app.log", [$"{{\"Path\":\"{new string('a', 2000)}\"}}"]),
        ["1 line of app.log lost: too long"], "losses");

    [Fact]
    public Task AFileThatIsNotReadIsNamed() => AssertSaysAsync(
        processor => processor.Link("other.log"),
        ["other.log", "symbolic link"], "files");

    [Fact]
    public Task ARefusedReloadIsTold() => AssertSaysAsync(
        processor => File.AppendAllText(processor.Rules, "\n  - name: 1 is no name\n    type: counter\n"),
        ["rules file is refused", "rules.yaml:"], "configuration");

    [Fact]
    public Task FoldedMeasurementsAreTold() => AssertSaysAsync(
        processor => processor.Write("app.log", Enumerable.Range(0, 10).Select(i => $"{{\"Path\":\"/{i}\"}}")),
        ["requests_total has more label values than maxSeries (3) allows", "7 measurements went to the series \"other\""], "rules");

    private async Task AssertSaysAsync(Action<WatchedProcessor> fault, string[] words, string subject)
    {
        using var volume = new TempVolume("page-trouble");
        await using var processor = await WatchedProcessor.StartAsync(volume, Rules, Cancel);
        await using var tab = await _chromium.OpenAsync();
        await tab.GoToAsync(processor.Url, Cancel);
        Assert.Contains("No line has been written yet", await tab.TextAsync("#headline"), StringComparison.Ordinal);

        var began = Stopwatch.GetTimestamp();
        fault(processor);
        var health = await Deadline.PollAsync(
            Bound, () => tab.TextAsync("#health"), text => words.All(word => text.Contains(word, StringComparison.Ordinal)), Cancel);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.All(words, word => Assert.Contains(word, health, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper!.WriteLine($"in words after {took.TotalSeconds:F1} s");
        await tab.RunAsync($"document.querySelector('#health a[href=\"#{subject}\"]').click()");
        await tab.UntilAsync($"document.getElementById('{subject}').open && document.activeElement.closest('details')?.id === '{subject}'", Cancel);
        await tab.UntilAsync("document.title.startsWith('(1) ')", Cancel);
        Assert.Empty(tab.Complaints);
    }
}
