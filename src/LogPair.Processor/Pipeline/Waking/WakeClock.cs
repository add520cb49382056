namespace LogPair.Processor.Pipeline.Waking;

/// <summary>The system's clock, with timers that all wake one and the same thread.</summary>
/// <remarks>
/// This is where an idle processor wakes, and nowhere else but in Kestrel's own heartbeat. A timer of .NET wakes the
/// timers' thread, that one a thread of the pool, and that one the watchman of the pool, twice; where a switch of
/// threads takes 50 µs, a few such timers cost half a percent of a core. Here the thread that wakes does the work: it
/// runs the callback, and what awaits a <see cref="Task.Delay(TimeSpan, TimeProvider)"/> or a
/// <see cref="PeriodicTimer"/> goes on in it. So that must be short; what may take long, or hang, has a clock of its
/// own. What repeats every few seconds is done on whole seconds, together.
/// </remarks>
internal sealed class WakeClock : TimeProvider, IDisposable
{
    private readonly Lock _lock = new();
    private readonly WakePlan _plan;
    private readonly AutoResetEvent _changed = new(initialState: false);
    private readonly string _name;
    private Thread? _thread;

    // While the thread sleeps, when it wakes by itself; otherwise the least there is, since it will look anyway.
    private long _sleepsUntil = long.MinValue;
    private bool _hasEnded;

    /// <param name="name">Of the thread, for whoever looks at the process; the system shows 15 letters.</param>
    public WakeClock(string name)
    {
        _name = name;
        _plan = new WakePlan(TimestampFrequency);
    }

    /// <summary>A clock with a thread of its own, for a loop that may take long.</summary>
    /// <param name="time">The one that the others have. Of another kind, it serves as it is.</param>
    /// <param name="name">Of the thread.</param>
    public static TimeProvider For(TimeProvider time, string name) => time is WakeClock ? new WakeClock(name) : time;

    /// <summary>The callback runs on the clock's thread, without the context of the caller.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WakeTimer(Set, callback, state);
        Set(timer, dueTime, period);
        return timer;
    }

    /// <summary>No timer fires any more.</summary>
    public void Dispose()
    {
        lock (_lock) _hasEnded = true;
        _changed.Set();
    }

    private void Set(WakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        bool isSooner;
        lock (_lock)
        {
            _plan.Set(timer, GetTimestamp(), dueTime, period);
            StartThread();
            isSooner = _plan.Next < _sleepsUntil;
            if (isSooner) _sleepsUntil = long.MinValue;
        }

        if (isSooner) _changed.Set();
    }

    // With the first timer: commands that need none have no thread.
    private void StartThread()
    {
        if (_thread is not null || _hasEnded) return;

        _thread = new Thread(Run) { Name = _name, IsBackground = true };
        _thread.UnsafeStart();
    }

    private void Run()
    {
        while (true)
        {
            if (!TryTakeDue(out var due, out var sleep)) return;

            if (due is not null) due.Fire();
            else _changed.WaitOne(sleep);
        }
    }

    /// <param name="due">What to do; null for nothing.</param>
    /// <param name="sleep">Milliseconds until there is something to do.</param>
    /// <returns>False at the end.</returns>
    private bool TryTakeDue(out WakeTimer? due, out int sleep)
    {
        lock (_lock)
        {
            var now = GetTimestamp();
            due = _plan.TakeDue(now);
            _sleepsUntil = due is null ? _plan.Next : long.MinValue;
            sleep = _sleepsUntil == long.MaxValue ? Timeout.Infinite : Milliseconds(_sleepsUntil - now);
            return !_hasEnded;
        }
    }

    // Up, for it must not wake before.
    private int Milliseconds(long timestamps) =>
        (int)Math.Clamp(Math.Ceiling(timestamps * 1000.0 / TimestampFrequency), 0, int.MaxValue);
}
