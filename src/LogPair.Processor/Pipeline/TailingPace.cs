using LogPair.Processor.Discovery;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline;

/// <summary>Decides how long to wait between two looks at the volume.</summary>
/// <remarks>
/// While files grow, it polls: an event for each write would cost far more than a look every few milliseconds. When
/// nothing has grown for a second, it asks for events of growth as well, and polls at the longest interval only.
/// </remarks>
internal sealed partial class TailingPace : IDisposable
{
    // Each look hands the growing files to the lanes: at 5 ms that alone costs several percent of a core.
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan QuietBeforeWatching = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _longestPoll;
    private readonly TimeProvider _time;
    private readonly WakeSignal _wake;
    private readonly VolumeWatcher _watcher;
    private TimeSpan _poll = ShortestPoll;
    private long _lastActivity;
    private long _lastRefresh;

    public TailingPace(
        IEnumerable<FileGlob> inputs, TimeSpan longestPoll, Action scanIsDue, TimeProvider time, ILogger logger)
    {
        _longestPoll = longestPoll;
        _time = time;
        _wake = new WakeSignal(time);
        _watcher = new VolumeWatcher(
            inputs.Select(input => input.Root),
            hint: () =>
            {
                scanIsDue();
                _wake.Set();
            },
            refused: (directory, reason) => Log.WatchRefused(logger, directory, reason, longestPoll.TotalMilliseconds));
    }

    public bool IsWatching => _watcher.IsUp;

    /// <summary>Cuts the current wait short, or the next. From any thread.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Waits for a hint, or as long as the last look suggests.</summary>
    public async Task WaitAsync(PassResult last, CancellationToken cancel)
    {
        Adapt(last);
        if (_time.GetElapsedTime(_lastRefresh) >= RefreshInterval)
        {
            _lastRefresh = _time.GetTimestamp();
            _watcher.Refresh();
        }

        await _wake.WaitAsync(_poll, cancel);
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _wake.Dispose();
    }

    private void Adapt(PassResult last)
    {
        if (!last.IsIdle)
        {
            _lastActivity = _time.GetTimestamp();
            _poll = ShortestPoll;
            if (_watcher.WatchGrowth) _watcher.WatchGrowth = false;
            return;
        }

        _poll = _poll * 2 < _longestPoll ? _poll * 2 : _longestPoll;
        if (!_watcher.WatchGrowth && _time.GetElapsedTime(_lastActivity) >= QuietBeforeWatching)
            _watcher.WatchGrowth = true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.WatchRefused, LogLevel.Warning,
            "No file events for {Directory}: {Reason} Changes are found by polling every {Milliseconds} ms instead; "
            + "if a limit was reached, raise the sysctl fs.inotify.max_user_instances or max_user_watches on the node")]
        public static partial void WatchRefused(ILogger logger, string directory, string reason, double milliseconds);
    }
}
