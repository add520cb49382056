using LogPair.EndToEnd.Tests.Page;
using PuppeteerSharp;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace LogPair.EndToEnd.Tests.Page;

/// <summary>A real Chromium without a window, for all tests of the page; started by the first of them.</summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Names the executable, where it is not on the PATH.</summary>
    public const string Variable = "LOGPAIR_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Lazy<Task<IBrowser>> _browser = new(LaunchAsync);

    /// <summary>A tab that shares nothing with others.</summary>
    internal async Task<Tab> OpenAsync()
    {
        var executable = Executable();
        Requirement.Check(executable is null
            ? $"There is no Chromium. Install it (apt-get install chromium; .ci/prepare does), or name it in {Variable}."
            : null);
        var context = await (await _browser.Value).CreateBrowserContextAsync();
        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated) await (await _browser.Value).DisposeAsync();
    }

    private static string? Executable() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Names.SelectMany(name => Directories().Select(directory => Path.Combine(directory, name))).FirstOrDefault(File.Exists);

    private static string[] Directories() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    // Root, which CI is, cannot have Chromium's own sandbox; all that it opens here is the page under test.
    private static Task<IBrowser> LaunchAsync() => Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Executable(),
        Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    });
}
