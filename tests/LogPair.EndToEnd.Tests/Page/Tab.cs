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

    private readonly IBrowserContext _context;
    private readonly IPage _page;

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        _page = page;
        page.Console += (_, told) =>
        {
            if (told.Message.Type is ConsoleType.Error or ConsoleType.Warning) Complaints.Enqueue(told.Message.Text);
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
        var response = await _page.GoToAsync($"{url}");
        await UntilAsync("document.getElementById('headline').dataset.level !== 'none'", cancel);
        return response;
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
