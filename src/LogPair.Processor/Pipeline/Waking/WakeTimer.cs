namespace LogPair.Processor.Pipeline.Waking;

/// <summary>A timer of a <see cref="WakeClock"/>.</summary>
/// <remarks>The clock's lock guards <see cref="DueAt"/> and <see cref="Period"/>.</remarks>
internal sealed class WakeTimer : ITimer
{
    private readonly Action<WakeTimer, TimeSpan, TimeSpan> _set;
    private readonly TimerCallback _callback;
    private readonly object? _state;

    /// <param name="set">Arms or disarms it, with its due time and period.</param>
    /// <param name="callback">What there is to do.</param>
    /// <param name="state">For <paramref name="callback"/>.</param>
    public WakeTimer(Action<WakeTimer, TimeSpan, TimeSpan> set, TimerCallback callback, object? state)
    {
        _set = set;
        _callback = callback;
        _state = state;
    }

    /// <summary>A timestamp of the clock.</summary>
    public long DueAt { get; set; }

    /// <summary>In timestamps of the clock; 0 for a timer that fires once.</summary>
    public long Period { get; set; }

    public void Fire() => _callback(_state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _set(this, dueTime, period);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
