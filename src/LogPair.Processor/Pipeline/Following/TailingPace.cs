using System.Net;
using System.Net.Sockets;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Waking;
using Microsoft.Extensions.Logging;

namespace LogPair.Processor.Pipeline.Following;

/// <summary>Decides how long to wait between two looks at the volume.</summary>
/// <remarks>
/// While files grow all the time, it polls at the shortest interval: an event for each write would cost far more than a
/// look every few milliseconds. Otherwise it waits for events of growth, and polls ever more rarely: at
/// <see cref="Rest"/> where they are known to arrive (<see cref="EventTrust"/>), else at the longest interval.
/// </remarks>
internal sealed partial class TailingPace : IDisposable
{
    /// <summary>Between two looks when events are known to arrive: in case one does not.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    // From news that an event told of to the next look, for whoever wants to know that they are counted.
    private static readonly TimeSpan AfterNews = TimeSpan.FromSeconds(1);

    // So many looks in a row that found something, each so soon after the one before: from then on it polls.
    private const int Burst = 8;
    private static readonly TimeSpan LongestWithinBurst = TimeSpan.FromMilliseconds(25);

    // It goes on doing so until it has found nothing for this many of them.
    private const int Lull = 2;

    private static readonly TimeSpan QuietBeforeWatching = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    // Thousands of open files take longer to look at than the time between two looks is worth.
    private const int PauseFactor = 9;

    private const int TooManyInstances = 24;
    private const int TooManyWatches = 28;

    private readonly TimeSpan _shortestPoll;
    private readonly TimeSpan _longestPoll;
    private readonly Action _scanIsDue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeSignal _wake;
    private readonly VolumeWatcher _watcher;
    private readonly EventTrust _trust;
    private readonly Doorbell? _doorbell;
    private TimeSpan _poll;
    private long _lastLook;
    private long _lastNews;
    private int _denseNews;
    private long _lastBusy;
    private long _lastRefresh;
    private long _lastBlindScan;
    private volatile bool _isBusy;

    /// <param name="inputs">Their directories are watched.</param>
    /// <param name="isLocal">Whether they are on <see cref="LocalFileSystem"/>s.</param>
    /// <param name="polls">Where events cannot be relied upon.</param>
    /// <param name="doorbell">Where to listen for rings.</param>
    /// <param name="scanIsDue">Called when there may be new names, on any thread; must return at once.</param>
    /// <param name="time">Clock of all waits.</param>
    /// <param name="logger">Told where there are no events.</param>
    public TailingPace(
        IReadOnlyList<FileGlob> inputs, bool isLocal, PollIntervals polls, IPEndPoint? doorbell, Action scanIsDue,
        TimeProvider time, ILogger logger)
    {
        _trust = new EventTrust(isLocal);
        _longestPoll = polls.Longest;
        _poll = _shortestPoll = TimeSpan.Min(polls.Shortest, polls.Longest);
        _scanIsDue = scanIsDue;
        _time = time;
        _logger = logger;
        _wake = new WakeSignal(time);
        _watcher = new VolumeWatcher(inputs, Hint, OnGrowth, OnRefused, () => Log.WatchRestored(logger), time);
        _lastRefresh = time.GetTimestamp() - (long)(RefreshInterval.TotalSeconds * time.TimestampFrequency);
        _lastNews = _lastRefresh;
        _doorbell = doorbell is { } address ? Listen(address) : null;
    }

    /// <summary>Whether files grow so often that each look is likely to find something.</summary>
    public bool IsBusy => _isBusy;

    public bool IsWatching => _watcher.IsUp;

    /// <summary>Where rings are heard; null if they are not.</summary>
    public IPEndPoint? DoorbellAddress => _doorbell?.Address;

    /// <summary>Cuts the current wait short, or the next. From any thread.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Somebody waits for what the next looks find: begins with short waits again.</summary>
    public void Hasten() => _poll = _shortestPoll;

    /// <summary>A lane has read a segment to what was its end: looks again at once, unless that was just done.</summary>
    public void Released()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lastLook)) >= _shortestPoll) _wake.Set();
    }

    /// <summary>
    /// Waits for a hint, or as long as the last look suggests; but never shorter than nine times what a long look took.
    /// </summary>
    public async Task WaitAsync(PassResult last, CancellationToken cancel)
    {
        Volatile.Write(ref _lastLook, _time.GetTimestamp());
        Adapt(last);
        if (_time.GetElapsedTime(_lastRefresh) >= RefreshInterval)
        {
            _lastRefresh = _time.GetTimestamp();
            _watcher.Refresh();
        }

        ScanIfBlind();
        _trust.BeginWait(_watcher is { IsUp: true, WatchGrowth: true });
        var pause = last.Look * PauseFactor;
        if (pause <= _shortestPoll)
        {
            _trust.EndWait(await _wake.WaitAsync(_poll, cancel));
            return;
        }

        pause = TimeSpan.Min(pause, _longestPoll);
        await Task.Delay(pause, _time, cancel);
        _trust.EndWait(await _wake.WaitAsync(TimeSpan.Max(_poll - pause, TimeSpan.Zero), cancel));
    }

    public void Dispose()
    {
        _doorbell?.Dispose();
        _watcher.Dispose();
        _wake.Dispose();
    }

    private void Adapt(PassResult last)
    {
        var hasNews = last.Queued > 0;
        if (hasNews) _trust.Judge();
        _isBusy = (!last.IsIdle && !last.OwesScan) || IsDense(hasNews);
        if (_isBusy)
        {
            _lastBusy = _lastLook;
            if (_watcher.WatchGrowth) _watcher.WatchGrowth = false;
        }
        else if (!_watcher.WatchGrowth && _time.GetElapsedTime(_lastBusy, _lastLook) >= QuietBeforeWatching)
        {
            _watcher.WatchGrowth = true;
        }

        var isTold = _watcher is { IsUp: true, WatchesAll: true, WatchGrowth: true } && _trust.IsEarned;
        if (_isBusy || last.OwesScan || (hasNews && !isTold)) _poll = _shortestPoll;
        else if (hasNews) _poll = AfterNews;
        else _poll = TimeSpan.Min(_poll * 2, isTold ? TimeSpan.Max(Rest, _longestPoll) : _longestPoll);
    }

    private bool IsDense(bool hasNews)
    {
        var since = _time.GetElapsedTime(_lastNews, _lastLook);
        if (!hasNews) return _isBusy && since < Lull * _shortestPoll;

        _lastNews = _lastLook;
        _denseNews = since < TimeSpan.Min(_shortestPoll, LongestWithinBurst) ? _denseNews + 1 : 0;
        return _denseNews >= Burst || (_isBusy && since < Lull * _shortestPoll);
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
        OnGrowth();
    }

    // Sizes are what every look looks at; names that are new cause events of their own.
    private void OnGrowth()
    {
        _trust.Hear();
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
            var doorbell = new Doorbell(address, _shortestPoll, OnRing, _time);
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
