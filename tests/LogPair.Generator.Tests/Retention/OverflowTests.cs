using LogPair.Generator.Tests.Support;
using Serilog;

namespace LogPair.Generator.Tests.Retention;

public sealed class OverflowTests
{
    private const long Budget = 65_536;
    private static readonly string Kilobyte = new('x', 1_000);

    [Fact]
    public void TheOldestUnreadSegmentGoesAndTheNextSealTellsOfItsLines()
    {
        using var pod = new Pod(nameof(TheOldestUnreadSegmentGoesAndTheNextSealTellsOfItsLines));

        using (var log = Start(pod, LogPairOverflow.DropOldestUnread))
            for (var i = 0; i < 200; i++) log.Information("{Id} {Text}", i, Kilobyte);

        Assert.Equal((200, 0), (pod.Status.EventsWritten, pod.Status.EventsDropped));
        Assert.Equal(200, pod.Lines.Length + pod.Status.LinesDeletedUnread);
        Assert.Equal(pod.Status.LinesDeletedUnread, Told(pod));
        Assert.Contains("\"Id\":199", pod.Lines[^1], StringComparison.Ordinal);
        Assert.InRange(pod.Segments.Length, 4, 8);
        Assert.InRange(pod.VolumeBytes, 1, Budget);
    }

    [Fact]
    public void OfASegmentThatIsCountedInPartOnlyTheRestIsLost()
    {
        using var pod = new Pod(nameof(OfASegmentThatIsCountedInPartOnlyTheRestIsLost));
        using var log = Start(pod, LogPairOverflow.DropOldestUnread);
        log.Information("{Id} {Text}", 0, Kilobyte);
        pod.Acknowledge(new LogPair.Contract.Acknowledgement("app2026112213.log", pod.Status.BytesWritten));

        while (File.Exists(pod["app2026112213.log"])) log.Information("{Id} {Text}", 0, Kilobyte);

        Assert.Equal(pod.Status.EventsWritten - pod.Lines.Length - 1, pod.Status.LinesDeletedUnread);
    }

    [Fact]
    public void TheNewestEventsAreDroppedUntilSomethingIsAcknowledged()
    {
        using var pod = new Pod(nameof(TheNewestEventsAreDroppedUntilSomethingIsAcknowledged));

        using (var log = Start(pod, LogPairOverflow.DropNewest))
        {
            for (var i = 0; i < 200; i++) log.Information("{Id} {Text}", i, Kilobyte);
            Assert.Equal(200, pod.Lines.Length + pod.Status.DroppedByReason["budget_newest"]);
            Assert.Contains("\"Id\":0", pod.Lines[0], StringComparison.Ordinal);

            pod.AcknowledgeAll();
            pod.Time.Advance(TimeSpan.FromMilliseconds(50));
            log.Information("Room again");
        }

        Assert.Contains("Room again", pod.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(0, pod.Status.LinesDeletedUnread);
        Assert.Equal(pod.Status.EventsDropped, Told(pod));
    }

    [Fact]
    public void TwoWritersOfOneStreamCountASegmentThatIsGivenUpOnce()
    {
        using var pod = new Pod(nameof(TwoWritersOfOneStreamCountASegmentThatIsGivenUpOnce));

        using (var one = Start(pod, LogPairOverflow.DropOldestUnread))
        using (var other = Start(pod, LogPairOverflow.DropOldestUnread))
        {
            Parallel.Invoke(
                () => { for (var i = 0; i < 500; i++) one.Information("One {Id} {Text}", i, Kilobyte); },
                () => { for (var i = 0; i < 500; i++) other.Information("Other {Id} {Text}", i, Kilobyte); });
        }

        Assert.Equal(1_000, pod.Status.EventsWritten + pod.Status.EventsDropped);
        Assert.Equal(pod.Status.EventsWritten, pod.Lines.Length + pod.Status.LinesDeletedUnread);
    }

    [Fact]
    public void ARestartFindsTheVolumeAsFullAsItWas()
    {
        using var pod = new Pod(nameof(ARestartFindsTheVolumeAsFullAsItWas));
        using (var log = Start(pod, LogPairOverflow.DropNewest))
            for (var i = 0; i < 200; i++) log.Information("{Id} {Text}", i, Kilobyte);
        var written = pod.Status.EventsWritten;

        for (var start = 0; start < 20; start++)
        {
            using var log = Start(pod, LogPairOverflow.DropNewest);
            for (var i = 0; i < 10; i++) log.Information("{Id} {Text}", i, Kilobyte);
        }

        Assert.InRange(pod.Status.EventsWritten - written, 0, 4);
        Assert.Equal(400, pod.Status.EventsWritten + Told(pod));
        Assert.InRange(pod.VolumeBytes, 1, Budget);
    }

    [Fact]
    public void ACallBlocksUntilAnAcknowledgementMakesRoom()
    {
        var clock = new BlockingClock();
        using var pod = new Pod(nameof(ACallBlocksUntilAnAcknowledgementMakesRoom), clock);
        using var log = Start(pod, LogPairOverflow.Block);
        using var call = FillUntilItBlocks(pod, clock, log);
        var written = pod.Status.EventsWritten;

        pod.AcknowledgeAll();
        pod.Time.Advance(TimeSpan.FromMilliseconds(50));
        call.Finish();

        Assert.Equal((written + 1, 0), (pod.Status.EventsWritten, pod.Status.EventsDropped));
    }

    [Fact]
    public void ACallBlocksAsLongAsItMayAndTheNextOnesNotAtAll()
    {
        var clock = new BlockingClock();
        using var pod = new Pod(nameof(ACallBlocksAsLongAsItMayAndTheNextOnesNotAtAll), clock);
        using var log = Start(pod, LogPairOverflow.Block);
        using var call = FillUntilItBlocks(pod, clock, log);

        pod.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(call.IsOver);
        pod.Time.Advance(TimeSpan.FromSeconds(0.1));
        call.Finish();
        Assert.Equal(1, pod.Status.DroppedByReason["budget_block_timeout"]);

        // On this thread, which nobody's clock would free.
        log.Information("{Id} {Text}", -2, Kilobyte);
        Assert.Equal(2, pod.Status.DroppedByReason["budget_block_timeout"]);

        pod.AcknowledgeAll();
        pod.Time.Advance(TimeSpan.FromMilliseconds(50));
        log.Information("Room again");
        Assert.Equal(2, pod.Status.EventsDropped);
        FillUntilItBlocks(pod, clock, log).Dispose();
    }

    private static Serilog.Core.Logger Start(Pod pod, LogPairOverflow overflow) =>
        pod.Start(8_192, with: new LogPairOptions { MaxVolumeBytes = Budget, Overflow = overflow, KeepSegments = 0 });

    private static long Told(Pod pod) => pod.Segments.Sum(name => pod.Seal(name.ToString()).Dropped.Values.Sum());

    private static BlockedCall FillUntilItBlocks(Pod pod, BlockingClock clock, ILogger log)
    {
        // With one event less than the budget holds, whatever that is: the first that blocks does so on a thread of
        // its own.
        var call = new BlockedCall(clock, () => log.Information("{Id} {Text}", -1, Kilobyte));
        while (call.HasEndedWithoutBlocking())
        {
            call.Dispose();
            call = new BlockedCall(clock, () => log.Information("{Id} {Text}", -1, Kilobyte));
        }

        Assert.InRange(pod.VolumeBytes, 1, Budget);
        return call;
    }

    private sealed class BlockedCall : IDisposable
    {
        private readonly BlockingClock _clock;
        private readonly Thread _thread;

        public BlockedCall(BlockingClock clock, Action call)
        {
            _clock = clock;
            _thread = new Thread(() => call()) { IsBackground = true };
            _thread.Start();
        }

        public bool IsOver => !_thread.IsAlive;

        public bool HasEndedWithoutBlocking()
        {
            while (true)
            {
                if (_clock.Pauses.Wait(1)) return false;
                if (IsOver) return true;
            }
        }

        public void Finish() => Assert.True(_thread.Join(TimeSpan.FromSeconds(30)), "The call still blocks.");

        public void Dispose()
        {
            while (!IsOver)
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
                _thread.Join(1);
            }
        }
    }
}
