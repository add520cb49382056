namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>The time that a stop may take, from its beginning.</summary>
internal sealed class StopClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly long _begin;
    private readonly CancellationTokenSource _late;
    private readonly CancellationTokenSource _lateOrCancelled;

    /// <param name="time">Tells how much of it is over.</param>
    /// <param name="limit">Zero is over at once.</param>
    /// <param name="cancel">Ends <see cref="Up"/> early.</param>
    public StopClock(TimeProvider time, TimeSpan limit, CancellationToken cancel)
    {
        _time = time;
        _begin = time.GetTimestamp();
        Limit = limit;
        _late = new CancellationTokenSource(limit, time);
        _lateOrCancelled = CancellationTokenSource.CreateLinkedTokenSource(_late.Token, cancel);
    }

    public TimeSpan Limit { get; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_begin);

    /// <summary>Cancelled when the time is up, or there is no use in going on.</summary>
    public CancellationToken Up => _lateOrCancelled.Token;

    public void Dispose()
    {
        _lateOrCancelled.Dispose();
        _late.Dispose();
    }
}
