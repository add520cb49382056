namespace LogPair.Host.Workload;

/// <summary>
/// Says how many events are due, so that a rate is kept evenly: a few every ten milliseconds, no bursts.
/// </summary>
internal sealed class Pacer
{
    /// <summary>Pause between two looks.</summary>
    public static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);

    // Most time that is made up for after the machine was busy elsewhere; more would be a burst.
    private static readonly TimeSpan MostCaughtUp = TimeSpan.FromMilliseconds(100);

    // Events between two looks at the clock when there is no rate to keep.
    private const int UnlimitedBatch = 256;

    private readonly double _rate;
    private readonly TimeProvider _time;
    private long _lookedAt;

    // Events that are due and were not yet handed out; fractions carry over to the next look.
    private double _due;

    /// <param name="rate">Events a second; 0 for no limit.</param>
    public Pacer(double rate, TimeProvider time)
    {
        _rate = rate;
        _time = time;
        _lookedAt = time.GetTimestamp();
    }

    public bool IsUnlimited => _rate <= 0;

    /// <summary>Events to write now; 0 when it is too early for the next one.</summary>
    public int TakeDue()
    {
        if (IsUnlimited) return UnlimitedBatch;

        var now = _time.GetTimestamp();
        var passed = _time.GetElapsedTime(_lookedAt, now);
        _lookedAt = now;
        _due += _rate * (passed < MostCaughtUp ? passed : MostCaughtUp).TotalSeconds;
        var whole = (int)_due;
        _due -= whole;
        return whole;
    }
}
