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
        await waiting.WaitAsync(Patience, Cancel);

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
        await waiting.WaitAsync(Patience, Cancel);

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
            await waiting.WaitAsync(Patience, Cancel);
        }
    }

    [Fact]
    public async Task AFileIsLookedAtAgainAtOnceButNotAgainAndAgainForAFewLines()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await pace.WaitAsync(new PassResult(1, IsIdle: false), Cancel).WaitAsync(Patience, Cancel);

        // Each step: how long after the last one, bytes that a lane read, and whether that is worth a look.
        (int Milliseconds, long Bytes, bool IsLook)[] steps =
            [(0, 300, true), (0, 300, false), (24, 300, false), (0, 100_000, true), (24, 300, false), (1, 300, true)];
        foreach (var step in steps)
        {
            time.Advance(TimeSpan.FromMilliseconds(step.Milliseconds));
            using var stop = new CancellationTokenSource();
            var waiting = pace.WaitAsync(new PassResult(1, IsIdle: false), stop.Token);
            pace.Released(step.Bytes);
            if (step.IsLook)
            {
                await waiting.WaitAsync(Patience, Cancel);
                continue;
            }

            Assert.False(waiting.IsCompleted);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    [Fact]
    public async Task ALongLookIsFollowedByALongPauseWhateverHappens()
    {
        using var volume = new TempVolume();
        var time = new FakeTimeProvider();
        using var pace = Create(volume, () => { }, doorbell: null, time: time);
        await SettleAsync(pace);

        var waiting = pace.WaitAsync(new PassResult(0, IsIdle: false, Look: TimeSpan.FromMilliseconds(20)), Cancel);
        pace.Released(1_000_000);
        pace.Wake();
        time.Advance(TimeSpan.FromMilliseconds(179));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting.WaitAsync(Patience, Cancel);

        waiting = pace.WaitAsync(new PassResult(0, IsIdle: false, Look: TimeSpan.FromSeconds(10)), Cancel);
        time.Advance(TimeSpan.FromMilliseconds(250));
        await waiting.WaitAsync(Patience, Cancel);
    }

    private static TailingPace Create(
        TempVolume volume, Action scanIsDue, IPEndPoint? doorbell, string? logs = null,
        TimeProvider? time = null) => new(
        [FileGlob.Parse(logs ?? volume.Path)],
        TimeSpan.FromMilliseconds(250),
        doorbell,
        scanIsDue, time ?? new FakeTimeProvider(), NullLogger.Instance);

    // A watch that begins asks for a look by itself.
    private static async Task SettleAsync(TailingPace pace)
    {
        await pace.WaitAsync(new PassResult(0, IsIdle: true), Cancel).WaitAsync(Patience, Cancel);
        Assert.True(pace.IsWatching);
    }
}
