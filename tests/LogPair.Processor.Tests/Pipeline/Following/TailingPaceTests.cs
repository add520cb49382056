using System.Net;
using System.Net.Sockets;
using LogPair.Processor.Discovery;
using LogPair.Processor.Pipeline.Following;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Following;

/// <summary>With a clock that nobody moves, only a hint ends a wait.</summary>
public sealed class TailingPaceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARingEndsTheWaitAndAsksForAScan()
    {
        using var volume = new TempVolume();
        var scans = 0;
        using var pace = Create(volume, () => Interlocked.Increment(ref scans), new IPEndPoint(IPAddress.Loopback, 0));
        await SettleAsync(pace);
        var before = Volatile.Read(ref scans);

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
        Assert.False(waiting.IsCompleted);
        using var finger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        finger.SendTo([0], pace.DoorbellAddress!);
        await EndAsync(waiting);

        Assert.Equal(before + 1, scans);
    }

    [Fact]
    public async Task ADoorbellThatCannotBeHadIsGoneWithout()
    {
        using var volume = new TempVolume();
        using var taken = Create(volume, () => { }, new IPEndPoint(IPAddress.Loopback, 0));
        using var pace = Create(volume, () => { }, taken.DoorbellAddress);
        await SettleAsync(pace);

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
        File.WriteAllText(volume["app.log"], "");
        await EndAsync(waiting);

        Assert.Null(pace.DoorbellAddress);
    }

    [Fact]
    public async Task WithoutEventsEachLongestPollListsTheDirectories()
    {
        using var volume = new TempVolume();
        var scans = 0;
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => scans++, doorbell: null, volume["not/mounted/yet"], time);

        for (var look = 1; look <= 10; look++)
        {
            var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
            Assert.Equal(look, scans);
            time.Advance(TimeSpan.FromMilliseconds(250));
            await EndAsync(waiting);
        }
    }

    [Fact]
    public async Task WhatALaneHasReadIsLookedAtAgainAtOnceUnlessThatWasJustDone()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);
        await LongestWaitAsync(pace, time);

        // Each step: how long after the look the lane was done, and whether that is worth another.
        foreach (var (milliseconds, isLook) in ((int, bool)[])[(0, false), (24, false), (25, true), (100, true)])
        {
            using var stop = new CancellationTokenSource();
            var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), stop.Token);
            time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            pace.Released();
            if (isLook)
            {
                await EndAsync(waiting);
                continue;
            }

            Assert.False(waiting.IsCompleted);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    [Fact]
    public async Task WhileFilesGrowItPollsAtTheShortestIntervalAndEventsOfGrowthDoNotWakeIt()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log"], "");
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);

        // Looks that find something again and again, faster than the shortest interval.
        for (var look = 0; !pace.IsBusy; look++)
        {
            Assert.InRange(look, 0, 20);
            await TakeHintAsync(pace, new PassResult(1, IsIdle: true));
        }

        var waiting = pace.WaitAsync(new PassResult(1, IsIdle: false), Cancel);
        File.AppendAllText(volume["app.log"], "{}\n");
        time.Advance(TimeSpan.FromMilliseconds(24));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await EndAsync(waiting);
    }

    [Fact]
    public async Task ItPollsRarelyWhenAnEventHasToldOfGrowthAndFourTimesASecondBefore()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log"], "");
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);
        Assert.Equal(250, await LongestWaitAsync(pace, time));

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
        File.AppendAllText(volume["app.log"], "{}\n");
        await EndAsync(waiting);
        await TakeHintAsync(pace, new PassResult(1, IsIdle: true));

        Assert.Equal(5000, await LongestWaitAsync(pace, time));
    }

    [Fact]
    public async Task AScanThatHasToWaitIsSoonButNoReasonToListenNoLonger()
    {
        using var volume = new TempVolume();
        File.WriteAllText(volume["app.log"], "");
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);
        await LongestWaitAsync(pace, time);

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: false) { OwesScan = true }, Cancel);
        Assert.False(pace.IsBusy);
        time.Advance(TimeSpan.FromMilliseconds(25));
        await EndAsync(waiting);

        waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
        File.AppendAllText(volume["app.log"], "{}\n");
        await EndAsync(waiting);
    }

    [Fact]
    public async Task OnALocalFileSystemItPollsRarelyFromTheStart()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time, isLocal: true);
        await SettleAsync(pace);

        Assert.Equal(5000, await LongestWaitAsync(pace, time));
    }

    [Fact]
    public async Task ALongLookIsFollowedByALongPauseWhateverHappens()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: false, Look: TimeSpan.FromMilliseconds(20)), Cancel);
        pace.Released();
        pace.Wake();
        time.Advance(TimeSpan.FromMilliseconds(179));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await EndAsync(waiting);

        waiting = pace.WaitAsync(new PassResult(0, IsIdle: false, Look: TimeSpan.FromSeconds(10)), Cancel);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await EndAsync(waiting);
    }

    private static TailingPace Create(
        TempVolume volume, Action scanIsDue, IPEndPoint? doorbell, string? logs = null,
        TimeProvider? time = null, bool isLocal = false) => new(
        [FileGlob.Parse(logs ?? volume.Path)],
        isLocal,
        new PollIntervals(TimeSpan.FromMilliseconds(25), TimeSpan.FromMilliseconds(250)),
        doorbell,
        scanIsDue, time ?? new FakeTimeProvider(), NullLogger.Instance);

    private static Task TakeHintAsync(TailingPace pace, PassResult last)
    {
        pace.Wake();
        return EndAsync(pace.WaitAsync(last, Cancel));
    }

    // What goes on in a timer of the clock must leave it: nothing else fires meanwhile, however far the clock is moved.
    private static async Task EndAsync(Task waiting)
    {
        await waiting.WaitAsync(Patience, Cancel);
        await Task.Yield();
    }

    /// <summary>Looks that find nothing, until waits do not get longer.</summary>
    /// <returns>Milliseconds of the longest.</returns>
    private static async Task<int> LongestWaitAsync(TailingPace pace, FakeTimeProvider time)
    {
        var longest = 0;
        for (var look = 0; look < 12; look++)
        {
            var waiting = pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel);
            var waited = 0;
            for (; !waiting.IsCompleted; waited++) time.Advance(TimeSpan.FromMilliseconds(1));
            await waiting;
            longest = Math.Max(longest, waited);
        }

        return longest;
    }

    // A watch that begins asks for a look by itself.
    private static async Task SettleAsync(TailingPace pace)
    {
        await EndAsync(pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel));
        Assert.True(pace.IsWatching);
    }
}
