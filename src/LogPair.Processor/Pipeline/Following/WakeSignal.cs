namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Lets one loop wait for a hint or a delay, whichever comes first. Hints that come early are not lost.
/// </summary>
/// <remarks>
/// The loop goes on where the timers of its clock fire, whoever gave the hint: with a <see cref="Waking.WakeClock"/>
/// that is always the same thread, and the only one that wakes.
/// </remarks>
internal sealed class WakeSignal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    // A hint, or the end of the delay, that no wait has taken yet; and the wait that there is, if there is one.
    private bool _isSet;
    private TaskCompletionSource<bool>? _wait;

    public WakeSignal(TimeProvider time)
    {
        _timer = time.CreateTimer(_ => EndWait(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From any thread; returns at once.</summary>
    public void Set()
    {
        lock (_lock)
        {
            if (_isSet) return;

            _isSet = true;
            if (_wait is null) return;
        }

        _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Returns after a hint, or after <paramref name="atMost"/>.</summary>
    /// <returns>Whether there was a hint.</returns>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var registration = cancel.UnsafeRegister(static signal => ((WakeSignal)signal!).Set(), this);
        var isHint = await BeginWait(atMost);
        cancel.ThrowIfCancellationRequested();
        return isHint;
    }

    public void Dispose() => _timer.Dispose();

    private Task<bool> BeginWait(TimeSpan atMost)
    {
        // Before there is a wait, so that no hint can come between them and be overruled.
        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
        lock (_lock)
        {
            if (TakeHint()) return Task.FromResult(true);

            _wait = new TaskCompletionSource<bool>();
            return _wait.Task;
        }
    }

    private void EndWait()
    {
        TaskCompletionSource<bool>? wait;
        bool isHint;
        lock (_lock)
        {
            wait = _wait;
            _wait = null;
            isHint = _isSet;
            _isSet = wait is null;
        }

        wait?.SetResult(isHint);
    }

    private bool TakeHint()
    {
        var isSet = _isSet;
        _isSet = false;
        return isSet;
    }
}
