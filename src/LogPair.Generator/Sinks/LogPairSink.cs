using LogPair.Generator.Formatting;
using LogPair.Generator.Retention;
using LogPair.Generator.Segments;
using LogPair.Generator.Settings;
using Microsoft.Win32.SafeHandles;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace LogPair.Generator.Sinks;

/// <summary>Writes events to the segments of one stream. Thread-safe.</summary>
/// <remarks>
/// Never throws at the application: an event that cannot be written is counted as dropped and handed to Serilog's
/// failure listener, so that <c>WriteTo.FallbackChain</c> can write it elsewhere.
/// </remarks>
internal sealed class LogPairSink : ILogEventSink, ISetLoggingFailureListener, IDisposable
{
    // Held while a segment is written, rolled or sealed. Formatting and reporting happen outside.
    private readonly Lock _gate = new();
    private readonly EventFormatter _formatter;
    private readonly Tally _tally;
    private readonly SegmentRoller _roller;
    private readonly TimeProvider _time;
    private readonly TimeSpan _maxBlock;
    private readonly Doorbell? _doorbell;

    // For what does not wait for the next event: a segment is sealed when its period ends, although nobody writes.
    private readonly ITimer _timer;
    private DateTimeOffset? _timerIsSetFor;

    // For lines that wait for others, which may not come.
    private readonly ITimer _groupTimer;
    private bool _groupTimerIsSet;
    private ILoggingFailureListener _listener = SelfLog.FailureListener;
    private bool _isDisposed;

    public LogPairSink(GeneratorSettings settings)
        : this(settings, handle => new SegmentFile(handle))
    {
    }

    /// <param name="settings">Validated.</param>
    /// <param name="wrap">Makes the border to an open file; tests put failing disks there.</param>
    internal LogPairSink(GeneratorSettings settings, Func<SafeFileHandle, ISegmentFile> wrap)
    {
        _formatter = new EventFormatter(settings.Format);
        _tally = new Tally(settings.Status, new GeneratorMetrics(settings.Stream));
        _roller = new SegmentRoller(settings, _tally, wrap);
        _time = settings.Time;
        _maxBlock = settings.MaxBlock;
        _roller.Start();
        if (settings.Doorbell is { } address) _doorbell = new Doorbell(address, _time, RingIfDue, _tally);
        _timer = _time.CreateTimer(
            static sink => ((LogPairSink)sink!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _groupTimer = _time.CreateTimer(
            static sink => ((LogPairSink)sink!).EndGroup(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    public void SetFailureListener(ILoggingFailureListener failureListener) => _listener = failureListener;

    public void Emit(LogEvent logEvent)
    {
        var line = LineBuffer.Rent();
        try
        {
            _formatter.Format(logEvent, line);
        }
        catch (Exception e)
        {
            // A property's own code may throw anything.
            LineBuffer.Return(line);
            Drop(DropReason.FormatFailed, logEvent, e);
            return;
        }

        var reason = Write(line.Written, logEvent, out var error);
        LineBuffer.Return(line);
        if (reason is not null) Drop(reason, logEvent, error);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        lock (_gate)
        {
            if (_isDisposed) return;

            _isDisposed = true;
            _roller.Dispose();
            _doorbell?.Dispose();
        }

        _timer.Dispose();
        _groupTimer.Dispose();
    }

    private string? Write(ReadOnlySpan<byte> line, LogEvent logEvent, out Exception? error)
    {
        var reason = TryWrite(line, logEvent, out error);
        return reason == DropReason.BudgetBlockTimeout ? WriteWhenThereIsRoom(line, logEvent, out error) : reason;
    }

    /// <summary>
    /// Tries until there is room or the time is up, and holds no lock meanwhile, so that nobody waits for anybody
    /// else's wait. Who follows one that has waited in vain does not wait: a processor that is gone costs the
    /// application one wait, and not one an event.
    /// </summary>
    private string? WriteWhenThereIsRoom(ReadOnlySpan<byte> line, LogEvent logEvent, out Exception? error)
    {
        error = null;
        var start = _time.GetTimestamp();
        var left = _maxBlock;
        while (left > TimeSpan.Zero && !HasWaitedInVain())
        {
            Pause(left < StreamRetention.LookInterval ? left : StreamRetention.LookInterval);
            var reason = TryWrite(line, logEvent, out error);
            if (reason != DropReason.BudgetBlockTimeout) return reason;

            left = _maxBlock - _time.GetElapsedTime(start);
        }

        lock (_gate) _roller.HasWaitedInVain = true;
        return DropReason.BudgetBlockTimeout;
    }

    private bool HasWaitedInVain()
    {
        lock (_gate) return _roller.HasWaitedInVain;
    }

    private void Pause(TimeSpan time)
    {
        using var over = new ManualResetEventSlim();
        using var timer = _time.CreateTimer(
            static state => ((ManualResetEventSlim)state!).Set(), over, time, Timeout.InfiniteTimeSpan);

        // Timers run on the thread pool, which may be exhausted by callers that wait here. What decides is the clock,
        // not who wakes us.
        over.Wait(time);
    }

    private string? TryWrite(ReadOnlySpan<byte> line, LogEvent logEvent, out Exception? error)
    {
        error = null;
        lock (_gate)
        {
            if (_isDisposed) return DropReason.Closed;

            var reason = _roller.Write(line, logEvent.Timestamp, out error);
            if (_roller.HasWaiting) SetGroupTimer();
            else if (reason is null) _doorbell?.Written();
            SetTimer();
            return reason;
        }
    }

    private void Drop(string reason, LogEvent logEvent, Exception? error)
    {
        _tally.Dropped(reason);
        _listener.OnLoggingFailed(this, LoggingFailureKind.Permanent, $"LogPair dropped an event: {reason}", [logEvent],
            error);
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_isDisposed) return;

            _timerIsSetFor = null;
            _roller.Tend();
            SetTimer();
        }
    }

    private void EndGroup()
    {
        lock (_gate)
        {
            _groupTimerIsSet = false;
            if (_isDisposed || !_roller.HasWaiting) return;

            _roller.WriteWaiting();
            if (_roller.HasWaiting) SetGroupTimer();
            else _doorbell?.Written();
        }
    }

    private void RingIfDue()
    {
        lock (_gate)
        {
            if (!_isDisposed) _doorbell?.RingIfDue();
        }
    }

    private void SetGroupTimer()
    {
        if (_groupTimerIsSet) return;

        _groupTimerIsSet = true;
        _groupTimer.Change(LineGroups.LongestWait, Timeout.InfiniteTimeSpan);
    }

    private void SetTimer()
    {
        // A timer that fires too early finds nothing to do and is set again, so that this costs nothing an event.
        if (_roller.TendAt is not { } moment || _timerIsSetFor <= moment) return;

        _timerIsSetFor = moment;

        // Timers take 49 days at most, and a clock that was set back can make the wait longer than that.
        // A millisecond late rather than early: the wall clock may run behind the timer.
        var wait = moment - _time.GetUtcNow() + TimeSpan.FromMilliseconds(1);
        _timer.Change(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// An application that forgets to close its logger still gets its last segment sealed, and its drops told. Events
    /// may follow.
    /// </summary>
    private void OnProcessExit(object? sender, EventArgs e)
    {
        lock (_gate) _roller.End();
    }
}
