using System.Collections.Concurrent;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Waking;

namespace LogPair.Processor.Tests.Pipeline.Waking;

public sealed class WakeClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhateverWaitsForItGoesOnInItsOneThread()
    {
        using var clock = new WakeClock("test clock");
        using var signal = new WakeSignal(clock);
        var threads = new ConcurrentQueue<string?>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // In the clock's thread from the beginning: nothing can then be due before it is waited for.
        using var first = clock.CreateTimer(_ => _ = WaitAsync(), state: null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await done.Task.WaitAsync(Patience, Cancel);

        Assert.Equal(4, threads.Count);
        Assert.All(threads, name => Assert.Equal("test clock", name));

        async Task WaitAsync()
        {
            await Task.Delay(Short, clock, Cancel);
            threads.Enqueue(Thread.CurrentThread.Name);
            using var timer = new PeriodicTimer(Short, clock);
            await timer.WaitForNextTickAsync(Cancel);
            threads.Enqueue(Thread.CurrentThread.Name);
            await signal.WaitAsync(Short, Cancel);
            threads.Enqueue(Thread.CurrentThread.Name);
            _ = Task.Run(signal.Set, Cancel);
            await signal.WaitAsync(TimeSpan.FromDays(1), Cancel);
            threads.Enqueue(Thread.CurrentThread.Name);
            done.SetResult();
        }
    }

    [Fact]
    public async Task ATimerThatComesSoonerThanTheNextWakesTheThread()
    {
        using var clock = new WakeClock("test clock");
        var late = Task.Delay(TimeSpan.FromHours(1), clock, Cancel);

        await Task.Delay(Short, clock, Cancel).WaitAsync(Patience, Cancel);

        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task ATimerThatWasDisposedOfFiresNoMore()
    {
        using var clock = new WakeClock("test clock");
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, state: null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);

        timer.Change(Short, Short);
        await timer.DisposeAsync();
        var after = Volatile.Read(ref fired);
        for (var i = 0; i < 5; i++) await Task.Delay(Short, clock, Cancel).WaitAsync(Patience, Cancel);

        // The one that was on its way when it was disposed of may have come.
        Assert.InRange(Volatile.Read(ref fired), after, after + 1);
    }
}
