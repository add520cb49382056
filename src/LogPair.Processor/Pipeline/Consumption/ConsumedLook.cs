using LogPair.Processor.Pipeline.Following;

namespace LogPair.Processor.Pipeline.Consumption;

/// <summary>Makes the looks at the volume, and knows until when everything written has been read.</summary>
/// <remarks>
/// A look lists the directories and then lasts until a pass finds nothing unread in the files it found. Every complete
/// line that was written before it began is then committed. Passes are made by the tailing loop only.
/// </remarks>
internal sealed class ConsumedLook
{
    // As often as the directories are listed anyway.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // How often a later time is told when nothing has changed since the one before it: each replaces a file.
    private static readonly TimeSpan RestInterval = TimeSpan.FromSeconds(10);

    private readonly TailingLoop _loop;
    private readonly SegmentSet _segments;
    private readonly TimeProvider _time;

    // Looks have numbers. _settled <= _begun: the last look that found everything read.
    private readonly Lock _lock = new();
    private TaskCompletionSource _settling = NewSignal();
    private bool _isDue = true;
    private long _begun;
    private long _settled;
    private long _beginTimestamp;
    private DateTimeOffset _beginTime;
    private DateTimeOffset? _until;
    private long _untilTimestamp;

    public ConsumedLook(TailingLoop loop, SegmentSet segments, TimeProvider time)
    {
        _loop = loop;
        _segments = segments;
        _time = time;
    }

    /// <summary>Taken off the time at which a look begins.</summary>
    /// <remarks>
    /// Time stamps of files come from a clock of the kernel that moves every 1 to 10 ms: a file that is written just
    /// after the look began may bear a time before it. Twice that, so that no such file seems older than the look.
    /// </remarks>
    public static TimeSpan FileTimeLag { get; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Every complete line that was written before this time is committed; null until that is known. Needs a save
    /// after it was read to be durable too. It moves on each second while files change, until it is later than every
    /// change; then every ten seconds.
    /// </summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_lock) return _until;
        }
    }

    /// <summary>Has the next pass begin a look. From any thread.</summary>
    public void Request()
    {
        lock (_lock) _isDue = true;
    }

    /// <summary>Begins a look with the next pass, and returns when one has found everything read.</summary>
    public async Task FindAllReadAsync(CancellationToken cancel)
    {
        long wanted;
        lock (_lock)
        {
            wanted = _begun + 1;
            _isDue = true;
        }

        while (SettlingAfter(wanted) is { } settling) await settling.WaitAsync(cancel);
    }

    /// <summary>One pass over the volume, as a part of a look.</summary>
    public PassResult Pass()
    {
        BeginIfDue();
        var pass = _loop.Pass();
        if (pass.IsIdle && !IsSettled && SeesEverything()) Settle();
        return pass;
    }

    private bool IsSettled
    {
        get
        {
            lock (_lock) return _settled == _begun;
        }
    }

    /// <returns>What to wait for; null if a look from <paramref name="wanted"/> on has found everything read.</returns>
    private Task? SettlingAfter(long wanted)
    {
        lock (_lock) return _settled >= wanted ? null : _settling.Task;
    }

    private void BeginIfDue()
    {
        lock (_lock)
        {
            if (!_isDue && _time.GetElapsedTime(_beginTimestamp) < Interval) return;

            _isDue = false;
            _begun++;
            _beginTimestamp = _time.GetTimestamp();
            _beginTime = _time.GetUtcNow() - FileTimeLag;
        }

        _loop.RequestScan();
    }

    private void Settle()
    {
        TaskCompletionSource settled;
        lock (_lock)
        {
            _settled = _begun;
            if (IsNews) (_until, _untilTimestamp) = (_beginTime, _beginTimestamp);
            settled = _settling;
            _settling = NewSignal();
        }

        settled.SetResult();
    }

    private bool IsNews => _until is null
        || _time.GetElapsedTime(_loop.LastChange, _untilTimestamp) <= 2 * FileTimeLag
        || _time.GetElapsedTime(_untilTimestamp, _beginTimestamp) >= RestInterval;

    // A pass is idle too when it cannot see, list, open or read something.
    private bool SeesEverything() =>
        _loop.HasListedAll
        && _loop.MissingDirectories.Count == 0
        && !_segments.RefusedHoldLines
        && _segments.All.All(segment => !segment.HasFailed && CanBeLookedAt(segment));

    private static bool CanBeLookedAt(TailedSegment segment)
    {
        try
        {
            segment.File.GetFacts();
            return true;
        }
        catch (IOException)
        {
            // The tailing loop says so.
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
