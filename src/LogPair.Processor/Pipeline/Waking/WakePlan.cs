namespace LogPair.Processor.Pipeline.Waking;

/// <summary>Which timers of a <see cref="WakeClock"/> are armed, and which of them is due next.</summary>
/// <remarks>Knows no time but what it is told, in timestamps of the clock. One user at a time.</remarks>
internal sealed class WakePlan
{
    private readonly List<WakeTimer> _armed = [];
    private readonly long _second;

    /// <param name="timestampsPerSecond">What the timestamps count.</param>
    public WakePlan(long timestampsPerSecond)
    {
        _second = timestampsPerSecond;
    }

    /// <summary>When there is something to do; <see cref="long.MaxValue"/> for never.</summary>
    public long Next
    {
        get
        {
            var next = long.MaxValue;
            foreach (var timer in _armed) next = Math.Min(next, timer.DueAt);
            return next;
        }
    }

    /// <summary>Arms a timer, or disarms it.</summary>
    /// <param name="timer">Of the same clock.</param>
    /// <param name="now">Timestamp.</param>
    /// <param name="dueTime">From now; negative for never.</param>
    /// <param name="period">From one time to the next; not positive for once.</param>
    public void Set(WakeTimer timer, long now, TimeSpan dueTime, TimeSpan period)
    {
        _armed.Remove(timer);
        if (dueTime < TimeSpan.Zero) return;

        timer.Period = period > TimeSpan.Zero ? Timestamps(period) : 0;
        timer.DueAt = now + Timestamps(dueTime);
        if (TicksOnSeconds(timer)) timer.DueAt += (_second - timer.DueAt % _second) % _second;
        _armed.Add(timer);
    }

    /// <returns>A timer whose time has come, armed for its next time; null if there is none.</returns>
    public WakeTimer? TakeDue(long now)
    {
        var due = _armed.Find(timer => timer.DueAt <= now);
        if (due is null) return null;

        if (due.Period == 0) _armed.Remove(due);

        // Times that were slept through are not made up for.
        else due.DueAt += due.Period * (1 + (now - due.DueAt) / due.Period);
        return due;
    }

    // Whatever is done every few seconds is done at one time: the process then wakes once for all of it.
    private bool TicksOnSeconds(WakeTimer timer) => timer.Period > 0 && timer.Period % _second == 0;

    private long Timestamps(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds * _second);
}
