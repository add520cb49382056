using System.Text.Encodings.Web;
using System.Text.Json;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Page;

/// <summary>The page at / in a real browser.</summary>
public sealed class StatusPageTests
{
    private const string OneMetric = """
        metrics:
          - name: requests_total
            type: counter
            help: Requests by path.
            where: Path is not null
            labels: { path: Path }
        """;

    private const string Hostile = """<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>""";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Chromium _chromium;

    public StatusPageTests(Chromium chromium)
    {
        _chromium = chromium;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EverythingWorksUnderThePolicyWhileADemoRuns()
    {
        var address = $"127.0.0.1:{FreePort.Find()}";
        await using var demo = LogPairProcess.Start("demo", "--duration", "60s", "--listen", address);
        await UntilItAnswersAsync(new Uri($"http://{address}/healthz"));
        await using var tab = await _chromium.OpenAsync();

        var response = await tab.GoToAsync(new Uri($"http://{address}/"), Cancel);
        await tab.OpenPartsAsync();
        await MoveAsync(tab, "#plots .line", times: 3);
        await tab.UntilAsync("Number(document.querySelector('#plots .now').textContent.replace(',', '')) > 100", Cancel);
        await OpenMetricAsync(tab, "http_request_duration_seconds");
        await tab.RunAsync("document.querySelector('#metric td button').click()");
        await MoveAsync(tab, "#metric .line", times: 2);
        await TryAsync(tab, "StatusCode >= 500");

        Assert.StartsWith("default-src 'none'; script-src 'self';", response.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.DoesNotContain(tab.Complaints, complaint => !IsMissingConfiguration(complaint));
        Assert.All(tab.Requests, url => Assert.True(url.StartsWith($"http://{address}/", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
    }

    [Fact]
    public async Task WhatALogSaysIsTextAndNeverMarkup()
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        processor.Write("app.log", [Event(Hostile), Event("/"), $"{{\"Other\":{Json(Hostile)}}}", Hostile]);
        processor.Write("<img src=x onerror=alert(1)>.log", [Event("/")]);
        await using var tab = await _chromium.OpenAsync();

        await tab.GoToAsync(processor.Url, Cancel);
        await tab.OpenPartsAsync();
        await OpenMetricAsync(tab, "requests_total");
        await UntilTextAsync(tab, "#metric .heaviest", Hostile);
        await UntilTextAsync(tab, "#metric td.labels", "<script>");
        await UntilTextAsync(tab, "#files td", "<img src=x onerror=alert(1)>.log");
        await UntilTextAsync(tab, "#lines .samples", "{\"Other\":\"<img src=x");
        await tab.RunAsync("document.querySelectorAll('#lines .choice')[1].click()");
        await UntilTextAsync(tab, "#lines .samples", Hostile);
        await TryAsync(tab, "Other");
        await tab.RunAsync("document.querySelector('#metric td button').click()");
        await tab.UntilAsync("document.querySelector('#metric .plot') !== null", Cancel);

        Assert.Equal("", await tab.AskAsync<string>("String(window.hurt ?? '')"));
        Assert.Equal(0, await tab.AskAsync<int>("document.images.length + document.querySelectorAll('main script').length"));
        Assert.Empty(tab.Complaints);

        // That nothing ran is seen here only if a breach would be: the policy stops one, and the browser tells.
        // It stands beside all that the page itself writes anew.
        await tab.RunAsync(
            $"document.body.append(Object.assign(document.createElement('div'), {{ innerHTML: {Json(Hostile)} }}))");
        await tab.UntilAsync("document.images.length === 1", Cancel);
        await Deadline.PollAsync(TimeSpan.FromSeconds(30), () => Task.FromResult(tab.Complaints.Count), count => count > 0, Cancel);
        Assert.Contains(tab.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Equal("", await tab.AskAsync<string>("String(window.hurt ?? '')"));
    }

    [Fact]
    public async Task TheKeyboardReachesEverything()
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        processor.Write("a.log", [Event("/one"), Event("/one"), Event("/two")]);
        processor.Write("b.log", [Event("/one")]);
        await using var tab = await _chromium.OpenAsync();
        await tab.GoToAsync(processor.Url, Cancel);
        await tab.UntilAsync("document.querySelectorAll('#files tbody tr').length === 2 && document.querySelector('#rules tbody button') !== null", Cancel);

        await tab.PressUntilAsync("Tab", "focused.textContent === 'Size' && focused.closest('#files') !== null");
        Assert.NotEqual("none", await tab.AskAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await tab.Keyboard.PressAsync("Enter");
        await tab.UntilAsync("document.activeElement.parentElement.ariaSort === 'descending' && document.querySelector('#files .name').textContent === 'a.log'", Cancel);
        await tab.Keyboard.PressAsync("Enter");
        await tab.UntilAsync("document.activeElement.parentElement.ariaSort === 'ascending' && document.querySelector('#files .name').textContent === 'b.log'", Cancel);

        await tab.PressUntilAsync("Tab", "focused.type === 'search' && focused.closest('#rules') !== null");
        await tab.Keyboard.TypeAsync("nothing of that name");
        await tab.UntilAsync("document.querySelectorAll('#rules tbody tr').length === 0", Cancel);
        for (var i = 0; i < "nothing of that name".Length; i++) await tab.Keyboard.PressAsync("Backspace");
        await tab.UntilAsync("document.querySelectorAll('#rules tbody tr').length === 1", Cancel);

        await tab.PressUntilAsync("Tab", "focused.textContent === 'requests_total' && focused.tagName === 'BUTTON'");
        await tab.Keyboard.PressAsync("Enter");
        await tab.UntilAsync("document.activeElement.id === 'metric-title' && document.querySelectorAll('#metric tbody tr').length === 2", Cancel);
        await tab.PressUntilAsync("Tab", "focused.closest('#metric td') !== null");
        await tab.Keyboard.PressAsync("Space");
        await tab.UntilAsync("document.activeElement.ariaPressed === 'true' && document.querySelector('#metric .plot .line') !== null", Cancel);

        await tab.PressUntilAsync("Tab", "focused.tagName === 'SUMMARY' && focused.closest('#lines') !== null");
        await tab.Keyboard.PressAsync("Enter");
        await tab.PressUntilAsync("Tab", "focused.id === 'expression'");
        await tab.Keyboard.TypeAsync("Path = = 1");
        await UntilTextAsync(tab, "#expression-problem", "^ column 8");
    }

    [Theory]
    [InlineData(360)]
    [InlineData(820)]
    public async Task NothingSticksOutOfANarrowPage(int width)
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        var endless = new string('x', 300);
        processor.Write($"{endless[..200]}.log", [Event(endless), $"{{\"a\":\"{endless}\"}}", endless]);
        await using var tab = await _chromium.OpenAsync();
        await tab.GoToAsync(processor.Url, Cancel, width, height: 740);
        await tab.OpenPartsAsync();
        await OpenMetricAsync(tab, "requests_total");
        await tab.UntilAsync("document.querySelector('#metric td button') !== null && document.querySelector('#files tbody td') !== null", Cancel);
        await tab.RunAsync("document.querySelector('#metric td button').click(); document.getElementById('lines').scrollIntoView()");
        await UntilTextAsync(tab, "#lines .samples", endless);

        Assert.True(await tab.AskAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    [Fact]
    public async Task ALostConnectionIsToldAndFoundAgain()
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        await using var tab = await _chromium.OpenAsync();
        await tab.GoToAsync(processor.Url, Cancel);

        await processor.KillAsync(Cancel);
        await tab.UntilAsync("document.getElementById('connection').checkVisibility()", Cancel);
        Assert.StartsWith("No answer since ", await tab.TextAsync("#connection"), StringComparison.Ordinal);

        await processor.RestartAsync(Cancel);
        await tab.UntilAsync("!document.getElementById('connection').checkVisibility()", Cancel);
        processor.Write("app.log", [Event("/")]);
        await UntilTextAsync(tab, "#headline", "1 line");
    }

    [Fact]
    public async Task TheStatusIsAskedForWhereEventsAreRefused()
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        using var http = new HttpClient();
        var events = new Uri(processor.Url, "api/v1/events");
        var viewers = new List<HttpResponseMessage>();
        while (viewers.Count < 8) viewers.Add(await http.GetAsync(events, HttpCompletionOption.ResponseHeadersRead, Cancel));
        Assert.All(viewers, viewer => viewer.EnsureSuccessStatusCode());
        await using var tab = await _chromium.OpenAsync();

        await tab.GoToAsync(processor.Url, Cancel);
        processor.Write("app.log", [Event("/")]);
        await UntilTextAsync(tab, "#headline", "1 line");

        Assert.Contains(tab.Requests, url => url.EndsWith("/api/v1/status", StringComparison.Ordinal));
        viewers.ForEach(viewer => viewer.Dispose());
    }

    [Fact]
    public async Task NothingButEventsIsAskedForWhileAllIsFolded()
    {
        using var volume = new TempVolume();
        await using var processor = await WatchedProcessor.StartAsync(volume, OneMetric, Cancel);
        await using var tab = await _chromium.OpenAsync();
        await tab.GoToAsync(processor.Url, Cancel);
        await tab.RunAsync("document.querySelectorAll('details').forEach(part => part.open = false)");

        // What was asked for before may still be on its way.
        await MoveAsync(tab, "#plots .line", times: 2);
        var before = tab.Requests.Count;
        await MoveAsync(tab, "#plots .line", times: 5);

        Assert.DoesNotContain(tab.Requests.Skip(before), url => !url.EndsWith("/api/v1/events", StringComparison.Ordinal));
    }

    private static string Event(string path) => $"{{\"Path\":{Json(path)}}}";

    // With nothing escaped that need not be: what is hostile stays so.
    private static string Json(string text) => JsonSerializer.Serialize(text, Plain);

    /// <summary>The browser itself tells of each answer that is an error; the demo has no configuration.</summary>
    private static bool IsMissingConfiguration(string complaint) => complaint.Contains("404", StringComparison.Ordinal);

    private static async Task UntilItAnswersAsync(Uri url)
    {
        using var http = new HttpClient();
        var isThere = await Deadline.PollAsync(TimeSpan.FromSeconds(60), async () =>
        {
            try
            {
                return (await http.GetAsync(url, Cancel)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, isThere => isThere, Cancel);
        Assert.True(isThere, $"{url} does not answer");
    }

    private static async Task OpenMetricAsync(Tab tab, string name)
    {
        var button = $"[...document.querySelectorAll('#rules td.metric button')].find(each => each.textContent === '{name}')";
        await tab.UntilAsync($"{button} !== undefined", Cancel);
        await tab.RunAsync($"document.getElementById('rules').scrollIntoView(); {button}.click()");
        await tab.UntilAsync("document.querySelector('#metric td button') !== null", Cancel);
    }

    private static async Task TryAsync(Tab tab, string expression)
    {
        await tab.RunAsync($"const input = document.getElementById('expression'); input.value = {Json(expression)}; input.dispatchEvent(new Event('input'))");
        await tab.UntilAsync("document.getElementById('expression').ariaInvalid === 'false'", Cancel);
    }

    private static Task UntilTextAsync(Tab tab, string selector, string text) => tab.UntilAsync(
        $"[...document.querySelectorAll({Json(selector)})].some(each => each.textContent.includes({Json(text)}))", Cancel);

    /// <summary>Waits until a plot was drawn anew some times.</summary>
    private static async Task MoveAsync(Tab tab, string line, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var path = $"(document.querySelector({Json(line)})?.getAttribute('d') ?? '')";
            var before = await tab.AskAsync<string>(path);
            await tab.UntilAsync($"{path} !== {Json(before)}", Cancel);
        }
    }
}
