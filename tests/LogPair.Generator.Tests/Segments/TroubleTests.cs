using System.Diagnostics;
using LogPair.Contract;
using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Segments;

public sealed class TroubleTests
{
    [Fact]
    public void AFullVolumeCostsWholeEventsOnlyAndIsOverAtOnceWhenThereIsRoom()
    {
        using var pod = new Pod(nameof(AFullVolumeCostsWholeEventsOnlyAndIsOverAtOnceWhenThereIsRoom));
        var disk = new FaultyDisk();

        using (var log = pod.Start(disk: disk.Wrap))
        {
            log.Information("Before");
            disk.Room = 10;
            log.Information("Torn and cut off");
            log.Information("No room at all");
            disk.Room = int.MaxValue;
            log.Information("After");
        }

        Assert.Collection(pod.Lines,
            line => Assert.Contains("Before", line, StringComparison.Ordinal),
            line => Assert.Contains("After", line, StringComparison.Ordinal));
        Assert.Equal((2, 2), (pod.Status.EventsWritten, pod.Status.DroppedByReason["no_space"]));
        Assert.Contains("No space left", pod.Status.LastError, StringComparison.Ordinal);
        pod.AssertSealed();
    }

    [Fact]
    public async Task PipesInPlaceOfSegmentsSealsAndAcknowledgementsKeepNobodyWaiting()
    {
        using var pod = new Pod(nameof(PipesInPlaceOfSegmentsSealsAndAcknowledgementsKeepNobodyWaiting));
        Directory.CreateDirectory(Path.GetDirectoryName(pod.AcknowledgementsPath)!);
        string[] pipes =
        [
            pod["app2026112211.log"], pod["app2026112213.log"], pod["app2026112210.log"], pod["app2026112210.log.seal"],
            pod.AcknowledgementsPath,
        ];
        using (var mkfifo = Process.Start("mkfifo", pipes)) await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);

        var writing = Task.Run(
            () =>
            {
                using var log = pod.Start(segmentSizeBytes: 1024);
                for (var i = 0; i < 20; i++)
                {
                    log.Information("Line {I}", i);
                    pod.Time.Advance(TimeSpan.FromSeconds(10));
                }
            },
            TestContext.Current.CancellationToken);
        await writing.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        foreach (var pipe in pipes) File.Delete(pipe);
        Assert.Equal(20, pod.Lines.Length);
        Assert.Equal(20, pod.Status.EventsWritten);
    }

    [Fact]
    public void AQuotaThatIsUsedUpIsAFullVolume()
    {
        using var pod = new Pod(nameof(AQuotaThatIsUsedUpIsAFullVolume));
        var disk = new FaultyDisk { Errno = 122, Room = 0 };

        using (var log = pod.Start(disk: disk.Wrap))
        {
            log.Information("No room in the quota");
            disk.Room = int.MaxValue;
            log.Information("After");
        }

        Assert.Equal((1, 1), (pod.Status.EventsWritten, pod.Status.DroppedByReason["no_space"]));
        Assert.Equal(1, pod.Seal("app2026112213.log").Dropped["no_space"]);
    }

    [Fact]
    public void NothingFollowsAHalfLineInItsSegment()
    {
        using var pod = new Pod(nameof(NothingFollowsAHalfLineInItsSegment));
        var disk = new FaultyDisk { CanCut = false };

        using (var log = pod.Start(disk: disk.Wrap))
        {
            log.Information("Before");
            disk.Room = 10;
            log.Information("Torn for good");
            disk.Room = int.MaxValue;
            log.Information("After");
        }

        Assert.Equal(["app2026112213.log", "app2026112213_001.log"], pod.Segments.Select(name => name.ToString()));
        var torn = pod.Seal("app2026112213.log");
        Assert.Equal((1, 10, 1), (torn.Lines, torn.TornBytes, torn.Dropped["no_space"]));
        pod.AssertSealed();
    }

    [Fact]
    public void ARealFullVolumeIsSurvived()
    {
        using var pod = new Pod(nameof(ARealFullVolumeIsSurvived));
        Directory.CreateDirectory(pod.Logs);
        Assert.SkipUnless(
            Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", pod.Logs),
            "Mounting a volume is not permitted here.");
        try
        {
            using (var log = pod.Start(segmentSizeBytes: 16_384))
            {
                for (var i = 0; i < 1_000; i++) log.Information("Order {Id} placed by a customer of ours", i);
                File.Delete(pod["app2026112213.log"]);
                for (var i = 0; i < 20; i++) log.Information("Room again {Id}", i);
            }

            Assert.Equal(1_020, pod.Status.EventsWritten + pod.Status.EventsDropped);
            Assert.Equal(20, pod.Lines.Count(line => line.Contains("Room again", StringComparison.Ordinal)));
            Assert.Equal(pod.Status.EventsDropped, Directory.GetFiles(pod.Logs, "*.seal")
                .Sum(path => Seal.Read(path).Dropped.Values.Sum()));
            pod.AssertSealed();
        }
        finally
        {
            Run("umount", pod.Logs);
        }
    }

    [Fact]
    public void ADeletedSegmentIsNoticedWithinASecondAndItsSealTellsWhatWasInIt()
    {
        using var pod = new Pod(nameof(ADeletedSegmentIsNoticedWithinASecondAndItsSealTellsWhatWasInIt));

        using (var log = pod.Start())
        {
            log.Information("Deleted by somebody");
            Directory.Delete(pod.Logs, recursive: true);
            pod.Time.Advance(TimeSpan.FromSeconds(1));
            log.Information("In a new directory");
        }

        Assert.Equal(["app2026112213_001.log", "app2026112213.log.seal", "app2026112213_001.log.seal"], pod.Files);
        Assert.Equal(1, pod.Seal("app2026112213.log").Lines);
        Assert.Single(pod.Lines);
    }

    [Fact]
    public void ASegmentThatSomebodyTruncatedIsLeftAlone()
    {
        using var pod = new Pod(nameof(ASegmentThatSomebodyTruncatedIsLeftAlone));

        using (var log = pod.Start())
        {
            log.Information("Truncated by somebody");
            File.WriteAllText(pod["app2026112213.log"], "");
            pod.Time.Advance(TimeSpan.FromSeconds(1));
            log.Information("In the next segment");
        }

        Assert.Empty(File.ReadAllBytes(pod["app2026112213.log"]));
        Assert.Contains(
            "In the next segment", File.ReadAllText(pod["app2026112213_001.log"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectoryThatAppearsLateIsTriedOnceASecondAndWhatWasDroppedIsInASeal()
    {
        using var pod = new Pod(nameof(ADirectoryThatAppearsLateIsTriedOnceASecondAndWhatWasDroppedIsInASeal));
        var mount = pod.Logs;
        File.WriteAllText(mount, "a file in the way");
        pod.Logs = Path.Combine(mount, "app");

        using (var log = pod.Start())
        {
            log.Information("Not yet");
            File.Delete(mount);
            log.Information("Within the second of patience");
            pod.Time.Advance(TimeSpan.FromSeconds(1));
            log.Information("At last");
        }

        Assert.Single(pod.Lines);
        Assert.Equal(2, pod.Status.DroppedByReason["open_failed"]);
        Assert.Equal(2, pod.Seal("app2026112213.log").Dropped["open_failed"]);
    }

    [Fact]
    public void DropsAreSealedEvenIfNothingIsEverWritten()
    {
        using var pod = new Pod(nameof(DropsAreSealedEvenIfNothingIsEverWritten));
        var mount = pod.Logs;
        File.WriteAllText(mount, "a file in the way");
        pod.Logs = Path.Combine(mount, "app");

        using (var log = pod.Start())
        {
            log.Information("Not yet");
            File.Delete(mount);
        }

        var seal = pod.Seal("app2026112213.log");
        Assert.Equal((0, 1), (seal.Bytes, seal.Dropped["open_failed"]));
    }

    [Fact]
    public void ASealThatCannotBeWrittenIsWrittenAsSoonAsItCan()
    {
        using var pod = new Pod(nameof(ASealThatCannotBeWrittenIsWrittenAsSoonAsItCan));
        using var log = pod.Start();
        log.Information("The only event");
        Directory.CreateDirectory(pod["app2026112213.log.seal.tmp"]);

        pod.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Assert.Contains("kept for later", pod.Status.LastError, StringComparison.Ordinal);
        Directory.Delete(pod["app2026112213.log.seal.tmp"]);
        pod.Time.Advance(TimeSpan.FromSeconds(2));

        pod.AssertSealed();
        Assert.Equal(1, pod.Status.SegmentsSealed);
    }

    // Another process would not know what was dropped, and a processor might read its seal before ours.
    [Fact]
    public void ASegmentThatWaitsForItsSealIsNotSealedByAnybodyElse()
    {
        using var pod = new Pod(nameof(ASegmentThatWaitsForItsSealIsNotSealedByAnybodyElse));
        var disk = new FaultyDisk();
        using var log = pod.Start(disk: disk.Wrap);
        log.Information("Written");
        disk.Room = 0;
        log.Information("Dropped");
        Directory.CreateDirectory(pod["app2026112213.log.seal.tmp"]);
        pod.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        Directory.Delete(pod["app2026112213.log.seal.tmp"]);

        using (var other = pod.Start(status: new LogPairStatus())) other.Information("Of another one");
        Assert.False(File.Exists(pod["app2026112213.log.seal"]));
        pod.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, pod.Seal("app2026112213.log").Dropped["no_space"]);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
