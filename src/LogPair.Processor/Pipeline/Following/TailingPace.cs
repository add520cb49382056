using System.Net;
using System.Net.Sockets;
using LogPair.Processor.Discovery;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

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

    // A writer that is faster than a look would otherwise be looked at without a pause, for a few lines each time.
    private const long WorthALook = 64 * 1024;

    // Thousands of open files take longer to look at than the time between two looks is worth.
    private const int PauseFactor = 9;

    private const int TooManyInstances = 24;
    private const int TooManyWatches = 28;

    private readonly TimeSpan _longestPoll;
    private readonly Action _scanIsDue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeSignal _wake;
    private readonly VolumeWatcher _watcher;
    private readonly Doorbell? _doorbell;
    private TimeSpan _poll = ShortestPoll;
    private long _lastActivity;
    private long _lastRefresh;
    private long _lastBlindScan;
    private long _lastRelease;
    private volatile bool _isBusy;

    public TailingPace(
        IReadOnlyList<FileGlob> inputs, TimeSpan longestPoll, IPEndPoint? doorbell, Action scanIsDue, TimeProvider time,
        ILogger logger)
    {
        _longestPoll = longestPoll;
        _scanIsDue = scanIsDue;
        _time = time;
        _logger = logger;
        _wake = new WakeSignal(time);
        _watcher = new VolumeWatcher(inputs, Hint, OnRefused, () => Log.WatchRestored(logger), time);
        _lastRefresh = time.GetTimestamp() - (long)(RefreshInterval.TotalSeconds * time.TimestampFrequency);
        _lastRelease = _lastRefresh;
        _doorbell = doorbell is { } address ? Listen(address) : null;
    }

    public bool IsWatching => _watcher.IsUp;

    /// <summary>Where rings are heard; null if they are not.</summary>
    public IPEndPoint? DoorbellAddress => _doorbell?.Address;

    /// <summary>Cuts the current wait short, or the next. From any thread.</summary>
    public void Wake() => _wake.Set();

    /// <summary>
    /// A segment was read to what was its end: looks again at once, unless that has just been done and it was little.
    /// </summary>
    /// <param name="bytes">That were read.</param>
    public void Released(long bytes)
    {
        var now = _time.GetTimestamp();
        var last = Volatile.Read(ref _lastRelease);
        if (bytes < WorthALook && _time.GetElapsedTime(last, now) < ShortestPoll) return;

        Volatile.Write(ref _lastRelease, now);
        _wake.Set();
    }

    /// <summary>
    /// Waits for a hint, or as long as the last look suggests; but never shorter than nine times what a long look took.
    /// </summary>
    public async Task WaitAsync(PassResult last, CancellationToken cancel)
    {
        Adapt(last);
        if (_time.GetElapsedTime(_lastRefresh) >= RefreshInterval)
        {
            _lastRefresh = _time.GetTimestamp();
            _watcher.Refresh();
        }

        ScanIfBlind();
        var pause = last.Look * PauseFactor;
        if (pause <= ShortestPoll)
        {
            await _wake.WaitAsync(_poll, cancel);
            return;
        }

        pause = pause < _longestPoll ? pause : _longestPoll;
        await Task.Delay(pause, _time, cancel);
        await _wake.WaitAsync(_poll > pause ? _poll - pause : TimeSpan.Zero, cancel);
    }

    public void Dispose()
    {
        _doorbell?.Dispose();
        _watcher.Dispose();
        _wake.Dispose();
    }

    private void Adapt(PassResult last)
    {
        _isBusy = !last.IsIdle;
        if (_isBusy)
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

    // Without events for new names, the listing of a directory is all there is: it must not be rarer than the looks.
    private void ScanIfBlind()
    {
        if (_watcher.IsUp || _time.GetElapsedTime(_lastBlindScan) < _longestPoll) return;

        _lastBlindScan = _time.GetTimestamp();
        _scanIsDue();
    }

    private void Hint()
    {
        _scanIsDue();
        _wake.Set();
    }

    // While files grow, the next look is near and finds what the ring is for.
    private void OnRing()
    {
        _scanIsDue();
        if (!_isBusy) _wake.Set();
    }

    private Doorbell? Listen(IPEndPoint address)
    {
        try
        {
            var doorbell = new Doorbell(address, ShortestPoll, OnRing, _time);
            Log.DoorbellHeard(_logger, doorbell.Address);
            return doorbell;
        }
        catch (SocketException error)
        {
            Log.DoorbellRefused(_logger, address, error.Message, _longestPoll.TotalMilliseconds);
            return null;
        }
    }

    private void OnRefused(string directory, Exception error)
    {
        var sysctl = error.HResult switch
        {
            TooManyInstances => "fs.inotify.max_user_instances",
            TooManyWatches => "fs.inotify.max_user_watches",
            _ => null,
        };
        if (sysctl is null) Log.WatchRefused(_logger, directory, error.Message, _longestPoll.TotalMilliseconds);
        else Log.WatchLimit(_logger, directory, error.Message, sysctl, _longestPoll.TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.WatchRefused, LogLevel.Warning,
            "No file events for {Directory}: {Reason} Nothing is lost: changes are found by polling, at least every "
            + "{Milliseconds} ms")]
        public static partial void WatchRefused(ILogger logger, string directory, string reason, double milliseconds);

        [LoggerMessage(EventIds.WatchLimit, LogLevel.Warning,
            "No file events for {Directory}: {Reason} Nothing is lost: changes are found by polling, at least every "
            + "{Milliseconds} ms. For events, raise the sysctl {Sysctl} on the node; trying again once a minute")]
        public static partial void WatchLimit(
            ILogger logger, string directory, string reason, string sysctl, double milliseconds);

        [LoggerMessage(EventIds.WatchRestored, LogLevel.Information, "File events arrive again for every directory")]
        public static partial void WatchRestored(ILogger logger);

        [LoggerMessage(EventIds.DoorbellHeard, LogLevel.Information, "Listening for the doorbell at {Address}")]
        public static partial void DoorbellHeard(ILogger logger, IPEndPoint address);

        [LoggerMessage(EventIds.DoorbellRefused, LogLevel.Warning,
            "Cannot listen for the doorbell at {Address}: {Reason}. Nothing is lost: changes are found by file events, "
            + "or by polling every {Milliseconds} ms. If another processor has this port, give each its own")]
        public static partial void DoorbellRefused(
            ILogger logger, IPEndPoint address, string reason, double milliseconds);
    }
}
