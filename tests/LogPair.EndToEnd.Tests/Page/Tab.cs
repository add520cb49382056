using System.Collections.Concurrent;
using System.Text.Json;
using PuppeteerSharp;
using PuppeteerSharp.Input;

namespace LogPair.EndToEnd.Tests.Page;

/// <summary>A tab of the browser, and what it complains of.</summary>
internal sealed class Tab : IAsyncDisposable
{
    /// <summary>Of a loaded machine. How long things took is told, and held to bounds of their own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Chromium gives up what it is loading when the machine gets an interface, as with every container of other tests.
    private const string NetworkChanged = "net::ERR_NETWORK_CHANGED";

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private volatile bool _hasNetworkChanged;

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        _page = page;
        page.Console += (_, told) =>
        {
            if (told.Message.Text.Contains(NetworkChanged, StringComparison.Ordinal)) _hasNetworkChanged = true;
            else if (told.Message.Type is ConsoleType.Error or ConsoleType.Warning) Complaints.Enqueue(told.Message.Text);
        };
        page.PageError += (_, error) => Complaints.Enqueue(error.Message);
        page.Request += (_, asked) => Requests.Enqueue(asked.Request.Url);
    }

    /// <summary>Errors and warnings on the console, those of the policy among them.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Everything that was asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IKeyboard Keyboard => _page.Keyboard;

    /// <summary>Opens the page and waits until it has a status.</summary>
    /// <remarks>What is not on the screen is not kept up to date: the window is high unless a test says otherwise.</remarks>
    public async Task<IResponse> GoToAsync(Uri url, CancellationToken cancel, int width = 1280, int height = 4000)
    {
        await _page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
        for (var attempt = 1; ; attempt++)
        {
            _hasNetworkChanged = false;
            var response = await TryGoToAsync(url);
            if (response is not null && await IsUpAsync(cancel)) return response;

            Assert.True(_hasNetworkChanged && attempt < 5, $"The page does not come up\n{string.Join('\n', Complaints)}");
        }
    }

    private async Task<bool> IsUpAsync(CancellationToken cancel)
    {
        const string hasStatus = "document.getElementById('headline').dataset.level !== 'none'";
        return await Deadline.PollAsync(
            Patience, () => AskAsync<bool>(hasStatus), isTrue => isTrue || _hasNetworkChanged, cancel);
    }

    private async Task<IResponse?> TryGoToAsync(Uri url)
    {
        try
        {
            return await _page.GoToAsync($"{url}");
        }
        catch (NavigationException error) when (error.Message.Contains(NetworkChanged, StringComparison.Ordinal))
        {
            _hasNetworkChanged = true;
            return null;
        }
    }

    public Task PreferAsync(string scheme) => _page.EmulateMediaFeaturesAsync(
        [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);

    /// <summary>Opens every part that can be folded away.</summary>
    public Task OpenPartsAsync() => RunAsync("document.querySelectorAll('details').forEach(part => part.open = true)");

    public async Task RunAsync(string script) => await _page.EvaluateExpressionAsync($"(() => {{ {script} }})()");

    /// <param name="expression">May be a promise.</param>
    public Task<T> AskAsync<T>(string expression) => _page.EvaluateExpressionAsync<T>(expression);

    /// <summary>The text of all elements that a selector finds.</summary>
    public Task<string> TextAsync(string selector) => AskAsync<string>(
        $"[...document.querySelectorAll({JsonSerializer.Serialize(selector)})].map(each => each.textContent).join('\\n')");

    /// <summary>Waits until an expression is true of the page.</summary>
    public async Task UntilAsync(string expression, CancellationToken cancel)
    {
        var isTrue = await Deadline.PollAsync(Patience, () => AskAsync<bool>(expression), isTrue => isTrue, cancel);
        Assert.True(isTrue, $"Not true of the page: {expression}\n{await TextAsync("main")}\n{string.Join('\n', Complaints)}");
    }

    /// <summary>Presses a key again and again until the focus is where an expression of <c>focused</c> says.</summary>
    public async Task PressUntilAsync(string key, string expression)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            if (await AskAsync<bool>($"(focused => {expression})(document.activeElement)")) return;
            await _page.Keyboard.PressAsync(key);
        }

        Assert.Fail($"{key} does not lead to {expression}; it ends at {await AskAsync<string>("document.activeElement.outerHTML")}");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
