namespace LogPair.Processor.Discovery;

/// <summary>
/// Events of one directory, from one watcher; begun again when it fails or the directory is replaced.
/// </summary>
/// <remarks>
/// FileSystemWatcher stops for good after an overflow of its queue, and without saying so when its directory is
/// deleted and made again, or when a symbolic link on the way to it is changed. It is therefore thrown away on any
/// error and whenever the path leads to another directory. For one loop, but for the events themselves.
/// </remarks>
internal sealed class DirectoryWatch : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    /// <summary>Between two attempts after many that failed, and how long one must last to be forgiven them.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly string _directory;
    private readonly Action _hint;
    private readonly Action _growth;
    private readonly TimeProvider _time;
    private FileSystemWatcher? _watcher;
    private FileIdentity _watched;
    private NotifyFilters _events;

    // Set by the watcher's own thread, taken by the loop.
    private volatile Exception? _failure;

    // _pause is what the next failure costs; it is the shortest while nothing has failed lately.
    private TimeSpan _pause = ShortestPause;
    private long _changedAt;
    private bool _isPausing;

    /// <param name="directory">Need not exist.</param>
    /// <param name="hint">
    /// Called when there may be other names, and when events may have been missed; must return at once.
    /// </param>
    /// <param name="growth">Called when a file has changed; must return at once.</param>
    /// <param name="time">Clock of the pauses.</param>
    public DirectoryWatch(string directory, Action hint, Action growth, TimeProvider time)
    {
        _directory = directory;
        _hint = hint;
        _growth = growth;
        _time = time;
    }

    public bool IsUp => _watcher is not null && _failure is null;

    /// <summary>Whether it is up and has been for a while.</summary>
    public bool IsStable => IsUp && _pause == ShortestPause;

    /// <summary>Begins, begins again, or changes what is watched for, as far as needed.</summary>
    /// <returns>Why the system does not let us watch, the first time it says so; otherwise null.</returns>
    public Exception? Refresh(NotifyFilters events)
    {
        // Without the dot, a symbolic link would be looked at instead of where it leads.
        var exists = FileSystemFacts.TryGet(Path.Combine(_directory, "."), out var facts);
        if (_failure is { } failure) return Fail(failure);
        if (_isPausing && exists && Elapsed < _pause) return null;

        _isPausing = false;
        if (exists && IsUp && facts.Identity == _watched)
        {
            if (Elapsed >= LongestPause) _pause = ShortestPause;
            return events == _events ? null : Begin(() => _watcher!.NotifyFilter = events, events);
        }

        Stop();
        return exists ? Start(facts.Identity, events) : null;
    }

    public void Dispose() => Stop();

    private TimeSpan Elapsed => _time.GetElapsedTime(_changedAt);

    private Exception? Start(FileIdentity identity, NotifyFilters events)
    {
        _watched = identity;
        _changedAt = _time.GetTimestamp();
        return Begin(
            () =>
            {
                _watcher = Create(events);
                _watcher.EnableRaisingEvents = true;
            },
            events);
    }

    private Exception? Begin(Action begin, NotifyFilters events)
    {
        _events = events;
        try
        {
            begin();
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Fail(error);
        }

        // Whatever happened before it was watched for.
        _hint();
        return null;
    }

    private FileSystemWatcher Create(NotifyFilters events)
    {
        var watcher = new FileSystemWatcher(_directory) { NotifyFilter = events };
        watcher.Created += (_, _) => _hint();
        watcher.Renamed += (_, _) => _hint();
        watcher.Changed += (_, _) => _growth();
        watcher.Error += (sender, error) => OnError(sender, error.GetException());
        return watcher;
    }

    private void OnError(object watcher, Exception error)
    {
        // One that was thrown away may have something to say yet.
        if (watcher == _watcher) _failure = error;
        _hint();
    }

    private Exception? Fail(Exception error)
    {
        Stop();
        _isPausing = true;
        _changedAt = _time.GetTimestamp();
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return error is InternalBufferOverflowException ? null : error;
    }

    private void Stop()
    {
        _watcher?.Dispose();
        _watcher = null;
        _failure = null;
    }
}
