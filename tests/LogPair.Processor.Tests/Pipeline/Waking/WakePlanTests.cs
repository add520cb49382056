using LogPair.Processor.Pipeline.Waking;

namespace LogPair.Processor.Tests.Pipeline.Waking;

/// <summary>With a thousand timestamps a second: milliseconds.</summary>
public sealed class WakePlanTests
{
    private readonly WakePlan _plan = new(timestampsPerSecond: 1000);

    [Fact]
    public void WhatRepeatsInWholeSecondsIsDoneAtOneTime()
    {
        Arm(now: 100, dueMs: 1000, periodMs: 1000);
        Arm(now: 730, dueMs: 5000, periodMs: 5000);

        Assert.Equal([2000, 3000, 4000, 5000, 6000, 6000, 7000], TakeUntil(7000));
    }

    [Fact]
    public void WhatIsDoneOnceOrMoreOftenIsDoneOnTime()
    {
        var once = Arm(now: 100, dueMs: 1000, periodMs: -1);
        Arm(now: 100, dueMs: 20, periodMs: 500);

        Assert.Equal([120, 620, 1100, 1120], TakeUntil(1200));
        Assert.DoesNotContain(once, TakeAll(5000));
    }

    [Fact]
    public void ATimerThatIsSetAgainForgetsWhatItWasSetTo()
    {
        var timer = Arm(now: 0, dueMs: 10, periodMs: -1);
        Set(timer, now: 5, dueMs: 100, periodMs: -1);
        Assert.Equal(105, _plan.Next);

        Set(timer, now: 5, dueMs: 0, periodMs: -1);
        Assert.Equal(5, _plan.Next);

        Set(timer, now: 5, dueMs: -1, periodMs: -1);
        Assert.Equal(long.MaxValue, _plan.Next);
        Assert.Null(_plan.TakeDue(1000));
    }

    [Fact]
    public void TimesThatWereSleptThroughAreNotMadeUpFor()
    {
        var timer = Arm(now: 0, dueMs: 1000, periodMs: 1000);

        Assert.Equal([timer], TakeAll(9500));
        Assert.Equal(10_000, _plan.Next);
    }

    private WakeTimer Arm(long now, int dueMs, int periodMs)
    {
        var timer = new WakeTimer((_, _, _) => { }, _ => { }, state: null);
        Set(timer, now, dueMs, periodMs);
        return timer;
    }

    private void Set(WakeTimer timer, long now, int dueMs, int periodMs) =>
        _plan.Set(timer, now, TimeSpan.FromMilliseconds(dueMs), TimeSpan.FromMilliseconds(periodMs));

    private List<WakeTimer> TakeAll(long now)
    {
        var taken = new List<WakeTimer>();
        while (_plan.TakeDue(now) is { } timer) taken.Add(timer);
        return taken;
    }

    private List<long> TakeUntil(long end)
    {
        var times = new List<long>();
        for (var now = _plan.Next; now <= end; now = _plan.Next) times.AddRange(TakeAll(now).Select(_ => now));
        return times;
    }
}
