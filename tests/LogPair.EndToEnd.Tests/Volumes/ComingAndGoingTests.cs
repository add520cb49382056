using LogPair.Generator;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Volumes;

/// <summary>Volumes that are not there yet, are read-only for a while, or change under a running application.</summary>
public sealed class ComingAndGoingTests
{
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AReadOnlyVolumeCostsOnlyCountedEventsAndIsOverWhenItIsWritable()
    {
        using var volume = new TempVolume();
        await using var mount = await Mount.TmpfsAsync(volume["logs"], "size=2m,ro", Cancel);
        using var application = Start(volume["logs"]);

        application.Write(1_000);
        await mount.RemountAsync("rw", Cancel);
        var recovery = await application.WriteUntilOneArrivesAsync(Cancel);
        application.Dispose();

        AssertExact(application, Books.Read(volume["logs"]), recovery, "open_failed");
    }

    [Fact]
    public async Task AVolumeThatIsNotMountedYetCostsOnlyCountedEventsAndIsUsedOnceItIs()
    {
        using var volume = new TempVolume();
        await using var node = await Mount.TmpfsAsync(volume["pod"], "size=1m,ro", Cancel);
        using var application = Start(volume["pod/logs"]);

        application.Write(1_000);
        await using var mount = await Mount.TmpfsAsync(volume["pod"], "size=2m", Cancel);
        var recovery = await application.WriteUntilOneArrivesAsync(Cancel);
        application.Dispose();

        AssertExact(application, Books.Read(volume["pod/logs"]), recovery, "open_failed");
    }

    [Fact]
    public async Task AFileSystemThatGoesReadOnlyUnderAnOpenSegmentIsCountedAndItsSuccessorIsUsed()
    {
        using var volume = new TempVolume();
        await using var broken = await Mount.Ext4Async(volume["logs"], volume, Cancel);
        using var application = Start(volume["logs"]);

        application.Write(1_000);
        await broken.FailAsync(Cancel);
        application.Write(1_000);
        await using var mount = await Mount.TmpfsAsync(volume["logs"], "size=2m", Cancel);
        var recovery = await application.WriteUntilOneArrivesAsync(Cancel);
        application.Dispose();

        var books = Books.Read(volume["logs"]);
        AssertExact(application, books, recovery, "io");
        Assert.Equal(1_000, books.GoneLines);
    }

    [Fact]
    public async Task AVolumeMountedOverTheDirectoryIsNoticedAndASealTellsWhatLiesBelowIt()
    {
        using var volume = new TempVolume();
        using var application = Start(volume["logs"]);

        application.Write(1_000);
        await using var mount = await Mount.TmpfsAsync(volume["logs"], "size=2m", Cancel);
        await application.WriteUntilAsync(_ => Directory.GetFiles(volume["logs"], "*.log").Length > 0, Cancel);
        application.Dispose();

        AssertNothingIsUntold(application, volume["logs"]);
    }

    [Fact]
    public async Task ADirectoryThatIsDeletedAndMadeAgainIsNoticedAndSealsTellWhatWentWithIt()
    {
        using var volume = new TempVolume();
        using var application = Start(volume["logs"]);

        for (var round = 0; round < 3; round++)
        {
            application.Write(1_000);
            var segment = application.Status.CurrentSegment!;
            foreach (var file in Directory.GetFiles(volume["logs"], "*.log")) File.Delete(file);
            Directory.Move(volume["logs"], volume[$"old-{round}"]);
            await application.WriteUntilAsync(status => status.CurrentSegment is { } next && next != segment, Cancel);
            foreach (var seal in Directory.GetFiles(volume[$"old-{round}"]))
                File.Copy(seal, volume[$"logs/{Path.GetFileName(seal)}"]);
        }

        application.Dispose();

        AssertNothingIsUntold(application, volume["logs"]);
    }

    private static Application Start(string directory) =>
        new(new LogPairOptions { Directory = directory, MaxVolumeBytes = 1 << 30 });

    private static void AssertExact(Application application, Books books, TimeSpan recovery, string reason)
    {
        var status = application.Status;
        Assert.InRange(recovery, TimeSpan.Zero, LongestRecovery);
        Assert.InRange(status.EventsDropped, 1_000, application.Offered - 1);
        Assert.Equal(application.Offered, status.EventsWritten + status.EventsDropped);
        Assert.Equal(status.EventsDropped, application.Reported);
        Assert.Equal(status.EventsWritten, books.Lines + books.GoneLines);
        Assert.Equal(new Dictionary<string, long> { [reason] = status.EventsDropped }, books.Dropped);
        Assert.Empty(books.Unsealed);
        Assert.NotNull(status.LastError);
    }

    private static void AssertNothingIsUntold(Application application, string directory)
    {
        var books = Books.Read(directory);
        Assert.Equal((application.Offered, 0), (application.Status.EventsWritten, application.Status.EventsDropped));
        Assert.Equal(application.Offered, books.Lines + books.GoneLines);
        Assert.InRange(books.GoneLines, 1_000, application.Offered - 1);
        Assert.Empty(books.Unsealed);
    }
}
