namespace LogPair.Processor.Pipeline.Following;

/// <summary>
/// Lets one loop wait for a hint or a delay, whichever comes first. Hints that come early are not lost.
/// </summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(initialCount: 0, maxCount: 1);
    private readonly Lock _lock = new();
    private readonly ITimer _timer;

    public WakeSignal(TimeProvider time)
    {
        _timer = time.CreateTimer(_ => Set(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>From any thread; returns at once.</summary>
    public void Set()
    {
        lock (_lock)
        {
            if (_signal.CurrentCount == 0) _signal.Release();
        }
    }

    /// <summary>Returns after a hint, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
        await _signal.WaitAsync(cancel);
    }

    public void Dispose() => _timer.Dispose();
}
