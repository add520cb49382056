using LogPair.Host.Configuration;
using LogPair.Host.Playground;
using LogPair.Host.Terminal;

namespace LogPair.Host.Commands;

/// <summary><c>replay --watch</c>: shows what the rules make of some files, again after every change.</summary>
internal static class WatchRunner
{
    private static readonly TimeSpan KeyInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="patterns">Files, directories or globs.</param>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> patterns, IReadOnlyDictionary<string, string> flags, Surroundings surroundings)
    {
        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        var named = NamedFiles.Find(patterns);
        List<string> problems = [.. named.Problems];
        if (configuration.Settings.ConfigFile is null)
            problems.Add("--watch: there is no rules file to watch. Name one with --config or LOGPAIR_CONFIG.");
        else if (configuration.FileText is null) problems.AddRange(configuration.Problems);
        foreach (var problem in problems) surroundings.Error.WriteLine(problem);
        if (problems.Count > 0) return ExitCode.WrongUse;

        var session = new PlaygroundSession(
            configuration, named.Files, text => ConfigurationLoader.Load(flags, surroundings.Variable, _ => text), surroundings.Time);
        await using var output = new StreamWriter(surroundings.Output, leaveOpen: true) { NewLine = "\n" };
        using var screen = CreateScreen(output, surroundings);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(surroundings.Stop);
        await Task.WhenAll(ShowAsync(session, screen, end), WaitForEndAsync(screen, end, surroundings));
        return ExitCode.Done;
    }

    private static IPlaygroundScreen CreateScreen(TextWriter output, Surroundings surroundings) => surroundings.IsOutputTerminal
        ? new TerminalScreen(new TerminalCanvas(output, surroundings.TerminalSize, surroundings.HasColours))
        : new PlainScreen(output);

    private static async Task ShowAsync(PlaygroundSession session, IPlaygroundScreen screen, CancellationTokenSource end)
    {
        try
        {
            while (true)
            {
                var view = await session.NextAsync(end.Token);
                lock (screen) screen.Show(view);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // As it was asked to.
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private static async Task WaitForEndAsync(IPlaygroundScreen screen, CancellationTokenSource end, Surroundings surroundings)
    {
        while (!end.IsCancellationRequested)
        {
            if (surroundings.Key() is 'q' or 'Q') await end.CancelAsync();
            lock (screen) screen.Refresh();
            await Task.Delay(KeyInterval, surroundings.Time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
