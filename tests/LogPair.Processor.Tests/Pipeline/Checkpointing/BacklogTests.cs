using System.Diagnostics;
using LogPair.Contract;
using LogPair.Processor.Pipeline;
using LogPair.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Processor.Tests.Pipeline.Checkpointing;

public sealed class BacklogTests
{
    [Fact]
    public async Task WhileTheBacklogIsReadItIsSavedMoreOftenThanLater()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "app20261122.log", "{}\n{}\n");

        // A directory that is not there yet may hold more of it. The clock moves on by less than an hour.
        await using var processor = new RunningProcessor(
            volume, time: new FakeTimeProvider(), otherLogs: "late", checkpointInterval: TimeSpan.FromHours(1)).Start();
        await processor.UntilAsync(() => Acknowledged(volume) == 6);
        Assert.Equal(ProcessorState.CatchingUp, processor.Status.State);

        RunningProcessor.Write(volume, "app20261122.log", "{}\n");
        await processor.UntilAsync(() => Acknowledged(volume) == 9);
        Assert.Equal(ProcessorState.CatchingUp, processor.Status.State);
    }

    [Fact]
    public async Task ItHasCaughtUpAsSoonAsTheBacklogIsRead()
    {
        using var volume = new TempVolume();
        RunningProcessor.Write(volume, "app20261122.log", string.Concat(Enumerable.Repeat("{}\n", 2 << 20)));

        // So much is read by a lane. The clock stands still, so that no look comes by itself.
        await using var processor = new RunningProcessor(volume, time: new FakeTimeProvider()).Start();
        var patience = Stopwatch.StartNew();
        while (processor.Status.State != ProcessorState.Following && patience.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(5, TestContext.Current.CancellationToken);

        Assert.Equal(ProcessorState.Following, processor.Status.State);
    }

    private static long Acknowledged(TempVolume volume)
    {
        var path = volume["state/" + VolumeLayout.AcknowledgementsFile];
        return Acknowledgements.TryRead(path, out var told, out _) == ContractReadOutcome.Read
            ? told!.Segments.Sum(segment => segment.Bytes)
            : 0;
    }
}
