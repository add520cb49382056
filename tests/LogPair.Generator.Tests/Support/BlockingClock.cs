using Microsoft.Extensions.Time.Testing;

namespace LogPair.Generator.Tests.Support;

/// <summary>A clock that tells when somebody begins to wait for room.</summary>
internal sealed class BlockingClock : FakeTimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Released once for each pause of a blocked call.</summary>
    public SemaphoreSlim Pauses { get; } = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestPause) Pauses.Release();
        return timer;
    }
}
