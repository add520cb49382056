using LogPair.Host.Configuration;
using LogPair.Host.Reload;
using LogPair.Host.Series;

namespace LogPair.Host.Playground;

/// <summary>Replays the same files whenever the rules have changed.</summary>
internal sealed class PlaygroundSession
{
    /// <summary>Between two looks. A change counts when two looks have found the same.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string _rulesFile;
    private readonly IReadOnlyList<string> _files;
    private readonly Func<string, LoadedConfiguration> _load;
    private readonly ConfigWatch _watch;
    private readonly TimeProvider _time;
    private LoadedConfiguration? _next;
    private IReadOnlyList<SeriesRow>? _rows;
    private PlaygroundView? _view;

    /// <param name="initial">Has the text of a rules file.</param>
    /// <param name="files">To replay.</param>
    /// <param name="load">Reads a text as the rules file's.</param>
    /// <param name="time">For the interval.</param>
    public PlaygroundSession(
        LoadedConfiguration initial, IReadOnlyList<string> files, Func<string, LoadedConfiguration> load, TimeProvider time)
    {
        _rulesFile = initial.Settings.ConfigFile!;
        _files = files;
        _load = load;
        _watch = new ConfigWatch(_rulesFile, initial.FileText!, time);
        _time = time;
        _next = initial;
    }

    /// <summary>Waits until there is something else to see; the first time there is at once.</summary>
    public async Task<PlaygroundView> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (await StepAsync(cancel) is { } view) return view;
            await Task.Delay(Interval, _time, cancel);
        }
    }

    /// <summary>One look at the rules file, and a replay if it has changed.</summary>
    /// <returns>Null if there is nothing new.</returns>
    public async Task<PlaygroundView?> StepAsync(CancellationToken cancel)
    {
        var configuration = _next;
        _next = null;
        if (configuration is null && _watch.Look() is { } reading)
        {
            if (reading.Text is not { } text) return Show([reading.Problem!], []);
            configuration = _load(text);
        }

        if (configuration is null) return null;
        if (configuration.Problems.Count > 0) return Show(configuration.Problems, configuration.Warnings);

        var replayed = await Task.Run(() => Replayed.RunAsync(configuration.ToReplayOptions(_files), cancel), cancel);
        var rows = SeriesRow.From(replayed);
        var series = SeriesChange.Between(rows, _rows);
        _rows = rows;
        return Show([], configuration.Warnings, series, replayed);
    }

    private PlaygroundView Show(
        IReadOnlyList<string> problems, IReadOnlyList<string> warnings, IReadOnlyList<SeriesChange>? series = null, Replayed? replayed = null) =>
        _view = new PlaygroundView
        {
            Look = (_view?.Look ?? 0) + 1,
            RulesFile = _rulesFile,
            Problems = problems,
            Warnings = warnings,
            Series = series ?? _view?.Series ?? [],
            Replayed = replayed ?? _view?.Replayed,
        };
}
