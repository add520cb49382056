using System.Globalization;
using LogPair.EndToEnd.Tests.Processes;

namespace LogPair.EndToEnd.Tests.Terminal;

/// <summary>The executable in a terminal of its own, whose keys can be pressed and whose screen can be read.</summary>
internal sealed class TmuxSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A server of its own: nothing of the user's is touched.
    private readonly string _server = $"logpair-{Guid.NewGuid():N}";

    private TmuxSession()
    {
    }

    /// <param name="arguments">Of the executable.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<TmuxSession> StartAsync(IEnumerable<string> arguments, CancellationToken cancel)
    {
        Requirement.Check(await Tool.TryRunAsync("tmux", ["-V"], cancel) is null
            ? "There is no tmux, which stands in for a person at a terminal. 'apt-get install tmux' gets it."
            : null);
        var session = new TmuxSession();
        var command = LogPairProcess.Program().Concat(arguments).Select(part => $"'{part}'");
        await session.RunAsync(
            cancel, "new-session", "-d", "-x", "100", "-y", "24", $"{string.Join(' ', command)}; echo ended with $?; read");
        return session;
    }

    public Task PressAsync(CancellationToken cancel, params string[] keys) => RunAsync(cancel, ["send-keys", .. keys]);

    public Task ResizeAsync(int columns, int rows, CancellationToken cancel) => RunAsync(
        cancel, "resize-window", "-x", columns.ToString(CultureInfo.InvariantCulture), "-y", rows.ToString(CultureInfo.InvariantCulture));

    /// <summary>Waits until the screen is as it should be.</summary>
    /// <returns>Its rows.</returns>
    public async Task<IReadOnlyList<string>> UntilAsync(Predicate<IReadOnlyList<string>> isRight, CancellationToken cancel)
    {
        var screen = await Deadline.PollAsync(Patience, () => ScreenAsync(cancel), isRight, cancel);
        Assert.True(isRight(screen), string.Join('\n', screen));
        return screen;
    }

    public async ValueTask DisposeAsync() =>
        await Tool.TryRunAsync("tmux", ["-L", _server, "kill-server"], CancellationToken.None);

    private async Task<IReadOnlyList<string>> ScreenAsync(CancellationToken cancel) =>
        (await RunAsync(cancel, "capture-pane", "-p")).Split('\n');

    private Task<string> RunAsync(CancellationToken cancel, params string[] arguments) =>
        Tool.RunAsync("tmux", ["-L", _server, .. arguments], cancel, variables: new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" });
}
