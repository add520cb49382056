using System.Collections.Concurrent;
using LogPair.Contract;
using LogPair.Generator.Tests.Support;
using Serilog.Debugging;

namespace LogPair.Generator.Tests.Retention;

public sealed class AcknowledgedTests
{
    private const long Budget = 1 << 20;

    [Fact]
    public void WhatIsAcknowledgedGoesAndNothingElse()
    {
        using var pod = new Pod(nameof(WhatIsAcknowledgedGoesAndNothingElse));
        using var log = pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget, KeepSegments = 0 });
        Fill(pod, log, segments: 5);
        File.WriteAllText(pod["other2026112213.log"], "another stream's\n");
        File.WriteAllText(pod["app.log"], "no segment\n");

        pod.Acknowledge(
            Whole(pod, 0), Whole(pod, 1) with { Bytes = 100 }, Whole(pod, 2),
            new("other2026112213.log", 17), new("app.log", 11));
        pod.Time.Advance(TimeSpan.FromSeconds(1));
        log.Information("One more");

        Assert.Equal([1, 3, 4, 5], pod.Segments.Where(name => name.Stream == "app").Select(name => name.Sequence));
        Assert.False(File.Exists(pod["app2026112213.log.seal"]));
        Assert.False(File.Exists(pod["app2026112213_002.log.seal"]));
        Assert.True(File.Exists(pod["app.log"]) && File.Exists(pod["other2026112213.log"]));
        Assert.Equal(0, pod.Status.LinesDeletedUnread);
    }

    [Fact]
    public void TheNewestStaysToBeLookedAtAndItsSealForGood()
    {
        using var pod = new Pod(nameof(TheNewestStaysToBeLookedAtAndItsSealForGood));
        pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget }).Dispose();
        using (var log = pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget }))
            Fill(pod, log, segments: 3);
        pod.AcknowledgeAll();

        pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget }).Dispose();
        Assert.Equal(["app2026112213_003.log", "app2026112213_003.log.seal"], pod.Files);

        pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget, KeepSegments = 0 }).Dispose();
        Assert.Equal(["app2026112213_003.log.seal"], pod.Files);

        using (var log = pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = Budget })) log.Information("Next");
        Assert.Equal(["app2026112213_004.log"], pod.Segments.Select(name => name.ToString()));
    }

    [Fact]
    public void ASetBackClockDoesNotBringNamesBack()
    {
        using var pod = new Pod(nameof(ASetBackClockDoesNotBringNamesBack));
        pod.Time.SetUtcNow(pod.Time.GetUtcNow() + TimeSpan.FromDays(100));
        using (var log = pod.Start(with: new LogPairOptions { MaxVolumeBytes = Budget }))
            log.Information("In the future");

        using var back = new Pod(nameof(ASetBackClockDoesNotBringNamesBack)) { Logs = pod.Logs };
        using (var log = back.Start(with: new LogPairOptions { MaxVolumeBytes = Budget }))
            log.Information("Back in the present");

        Assert.Equal(["app2027030213.log", "app2027030213_001.log"], pod.Segments.Select(name => name.ToString()));
    }

    [Fact]
    public void ASealThatTellsOfDropsStaysUntilAProcessorHasHadTimeToReadIt()
    {
        using var pod = new Pod(nameof(ASealThatTellsOfDropsStaysUntilAProcessorHasHadTimeToReadIt));
        var disk = new FaultyDisk();
        var options = new LogPairOptions { MaxVolumeBytes = Budget, KeepSegments = 0 };
        using var log = pod.Start(1024, disk: disk.Wrap, with: options);
        disk.Room = 0;
        log.Information("Dropped");
        disk.Room = int.MaxValue;
        Fill(pod, log, segments: 2);

        pod.AcknowledgeAll();
        pod.Time.Advance(TimeSpan.FromSeconds(1));
        log.Information("Counted, but the seal may not be read");
        Assert.Equal([0, 2], pod.Segments.Select(name => name.Sequence));

        pod.Time.Advance(TimeSpan.FromSeconds(1));
        pod.AcknowledgeAll();
        log.Information("Counted, and the seal is read");
        Assert.Equal([2], pod.Segments.Select(name => name.Sequence));
    }

    [Fact]
    public void AnUnsealedSegmentOfALivingProcessStaysWhateverIsAcknowledged()
    {
        using var pod = new Pod(nameof(AnUnsealedSegmentOfALivingProcessStaysWhateverIsAcknowledged));
        Directory.CreateDirectory(pod.Logs);
        using var alive = new FileStream(
            pod["app2026112212.log"], FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        alive.Write(new byte[60_000]);
        alive.Flush();

        using (var log = pod.Start(with: new LogPairOptions { MaxVolumeBytes = 65_536, KeepSegments = 0 }))
        {
            pod.AcknowledgeAll();
            pod.Time.Advance(TimeSpan.FromSeconds(1));
            log.Information("No room beside it");
        }

        Assert.Equal(1, pod.Status.DroppedByReason["budget_newest"]);
        Assert.Contains("app2026112212.log", pod.Files);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"version":1,"generated":"2026-11-22T13:00:00Z","segments":{"app2026112213.log":-1}}""")]
    [InlineData("""{"version":99,"generated":"2026-11-22T13:00:00Z","segments":{"app2026112213.log":1000000}}""")]
    public void AcknowledgementsThatCannotBeUnderstoodAcknowledgeNothingAndAreToldOnce(string content)
    {
        using var pod = new Pod(nameof(AcknowledgementsThatCannotBeUnderstoodAcknowledgeNothingAndAreToldOnce));
        using var log = pod.Start(1024, with: new LogPairOptions { MaxVolumeBytes = 65_536, KeepSegments = 0 });
        Fill(pod, log, segments: 3);
        pod.AcknowledgeAll();
        File.WriteAllText(pod.AcknowledgementsPath, content);
        var told = new ConcurrentQueue<string>();
        SelfLog.Enable(message =>
        {
            if (message.Contains(pod.AcknowledgementsPath, StringComparison.Ordinal)) told.Enqueue(message);
        });

        pod.Time.Advance(TimeSpan.FromSeconds(1));
        log.Information("Looks at them");
        Assert.Equal([0, 1, 2, 3], pod.Segments.Select(name => name.Sequence));
        Assert.Contains("acknowledgements", pod.Status.LastError, StringComparison.Ordinal);

        for (var i = 0; i < 1_000; i++) log.Information("Order {Id} placed", i);
        Assert.InRange(pod.VolumeBytes, 1, 65_536);
        Assert.True(pod.Status.LinesDeletedUnread > 0);
        Assert.Single(told);
        SelfLog.Disable();
        Assert.DoesNotContain("acknowledgements", pod.Status.LastError, StringComparison.Ordinal);

        pod.AcknowledgeAll();
        pod.Time.Advance(TimeSpan.FromSeconds(3));
        pod.AcknowledgeAll();
        log.Information("Mended");
        Assert.InRange(pod.Segments.Length, 0, 2);
    }

    /// <summary>Writes until as many segments are finished and the next is begun.</summary>
    private static void Fill(Pod pod, Serilog.ILogger log, int segments)
    {
        for (var i = 0; pod.Segments.Length <= segments; i++) log.Information("Order {Id} placed", i);
    }

    private static Acknowledgement Whole(Pod pod, int segment)
    {
        var name = pod.Segments.First(name => name.Sequence == segment).ToString();
        return new Acknowledgement(name, new FileInfo(pod[name]).Length);
    }
}
