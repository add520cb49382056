using LogPair.EndToEnd.Tests.Processes;
using LogPair.Generator;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>A volume that is really full, and has room again.</summary>
public sealed class FullVolumeTests
{
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AVolumeFilledToTheLastByteCostsOnlyCountedEventsAndIsOverWhenThereIsRoom()
    {
        using var volume = new TempVolume();
        await using var mount = await Mount.TmpfsAsync(volume["logs"], "size=2m", Cancel);
        await using var processor = await RunningProcessor.StartAsync(volume, Cancel);
        using var application = Start(volume);

        application.Write(1_000);
        FillToTheLastByte(volume["logs/filler"]);
        application.Write(5_000);
        var dropped = application.Status.EventsDropped;
        File.Delete(volume["logs/filler"]);
        var recovery = await application.WriteUntilOneArrivesAsync(Cancel);
        application.Write(1_000);
        application.Dispose();

        // What is left of the segment's last page takes some lines yet.
        Assert.InRange(dropped, 4_900, 5_000);
        Assert.InRange(recovery, TimeSpan.Zero, LongestRecovery);
        AssertExact(application, Books.Read(volume["logs"]), "no_space");
        var samples = await processor.ScrapeUntilAsync(application.Status.EventsWritten, Cancel);
        Assert.Equal(application.Status.EventsWritten, RunningProcessor.Lines(samples));
        Assert.Equal(0, await processor.InterruptAsync(Cancel));
    }

    [Fact]
    public async Task AVolumeWithoutRoomForAnotherFileIsAFullVolume()
    {
        using var volume = new TempVolume();
        await using var mount = await Mount.TmpfsAsync(volume["logs"], "size=2m,nr_inodes=4", Cancel);
        for (var i = 0; i < 3; i++) await File.WriteAllTextAsync(volume[$"logs/{i}"], "", Cancel);
        using var application = Start(volume);

        application.Write(100);
        File.Delete(volume["logs/0"]);
        File.Delete(volume["logs/1"]);
        var recovery = await application.WriteUntilOneArrivesAsync(Cancel);
        File.Delete(volume["logs/2"]);
        application.Dispose();

        Assert.InRange(recovery, TimeSpan.Zero, LongestRecovery);
        AssertExact(application, Books.Read(volume["logs"]), "no_space");
    }

    private static Application Start(TempVolume volume) => new(new LogPairOptions
    {
        Directory = volume["logs"],
        StateDirectory = volume["state"],
        MaxVolumeBytes = 1 << 30,
    });

    private static void FillToTheLastByte(string path)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        var offset = 0L;
        for (var bytes = 65_536; bytes > 0; bytes /= 16)
        {
            try
            {
                for (; ; offset += bytes) RandomAccess.Write(file, new byte[bytes], offset);
            }
            catch (IOException)
            {
                // Full for pieces of this size. What landed of the last one is written over by smaller ones.
            }
        }
    }

    private static void AssertExact(Application application, Books books, string reason)
    {
        var status = application.Status;
        Assert.Equal(application.Offered, status.EventsWritten + status.EventsDropped);
        Assert.Equal(status.EventsDropped, application.Reported);
        Assert.Equal(status.EventsWritten, books.Lines);
        Assert.Equal(new Dictionary<string, long> { [reason] = status.EventsDropped }, books.Dropped);
        Assert.Empty(books.Unsealed);
        Assert.NotNull(status.LastError);
    }
}
