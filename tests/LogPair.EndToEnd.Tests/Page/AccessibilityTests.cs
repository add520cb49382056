using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Page;

/// <summary>What axe-core finds.</summary>
public sealed class AccessibilityTests
{
    // .ci/prepare installs it there: npm's packages have no place in the source tree.
    private const string Axe = "artifacts/schema/node_modules/axe-core/axe.min.js";

    private const string Rules = """
        settings: { maxLineBytes: 1KiB }
        metrics:
          - name: request_seconds
            type: histogram
            help: Time by path.
            value: Seconds
            buckets: [0.1, 1]
            maxSeries: 2
            labels: { path: Path }
        """;

    private readonly Chromium _chromium;

    public AccessibilityTests(Chromium chromium)
    {
        _chromium = chromium;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", 360)]
    public async Task NothingSeriousIsFound(string scheme, int width)
    {
        Requirement.Check(File.Exists(Repository.Path(Axe)) ? null : $"There is no {Axe}. .ci/prepare installs it; it needs npm.");
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, Rules, Cancel);
        processor.Write("app.log",
            [.. Enumerable.Range(0, 5).Select(i => $"{{\"Path\":\"/{i}\",\"Seconds\":{i}}}"), "no record", new string('a', 2000)], torn: "{");
        processor.Link("link.log");
        await using var tab = await _chromium.OpenAsync();
        await tab.PreferAsync(scheme);
        await tab.GoToAsync(processor.Url, Cancel, width, height: 6000);
        await tab.OpenPartsAsync();
        await tab.UntilAsync("document.querySelectorAll('#findings li').length >= 3 && document.querySelector('#rules td button') !== null", Cancel);
        await tab.RunAsync("document.querySelector('#rules td button').click(); document.querySelectorAll('#lines .choice')[1].click()");
        await tab.UntilAsync("document.querySelector('#metric td button') !== null", Cancel);
        await tab.RunAsync("document.querySelector('#metric td button').click()");
        await tab.UntilAsync("document.querySelector('#metric .plot') !== null && document.querySelector('#configuration tbody td') !== null && document.querySelector('.samples li') !== null", Cancel);

        await tab.AskAsync<object>(await File.ReadAllTextAsync(Repository.Path(Axe), Cancel) + ";null");
        var found = await tab.AskAsync<string[]>("""
            axe.run().then(result => result.violations
              .filter(violation => violation.impact === "serious" || violation.impact === "critical")
              .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html} ${node.failureSummary}`)))
            """);
        var passed = await tab.AskAsync<int>("axe.run().then(result => result.passes.length)");

        Assert.Empty(found);
        Assert.True(passed > 20, $"only {passed} of its rules had something to check");
    }
}
