using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using LogPair.Contract;
using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Segments;

public sealed partial class RollingTests
{
    [Fact]
    public void ASegmentEndsWhenItsSizeIsReached()
    {
        using var pod = new Pod(nameof(ASegmentEndsWhenItsSizeIsReached));

        using (var log = pod.Start(segmentSizeBytes: 1024))
            for (var i = 0; i < 40; i++) log.Information("Order {Id} placed", i);

        Assert.True(pod.Segments.Length > 2);
        Assert.Equal(Enumerable.Range(0, pod.Segments.Length), pod.Segments.Select(name => name.Sequence));
        Assert.All(
            pod.Segments[..^1],
            name => Assert.InRange(new FileInfo(pod[name.ToString()]).Length, 1024, 1024 + 200));
        Assert.Equal(40, pod.Lines.Length);
        Assert.Equal(pod.Segments.Length, pod.Status.SegmentsSealed);
        pod.AssertSealed();
    }

    [Fact]
    public void ASegmentEndsWithItsUtcPeriod()
    {
        using var pod = new Pod(nameof(ASegmentEndsWithItsUtcPeriod));
        pod.Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("odd", TimeSpan.FromHours(5.5), "odd", "odd"));

        using (var log = pod.Start(rollInterval: RollInterval.Minute))
        {
            log.Information("First minute");
            pod.Time.Advance(TimeSpan.FromSeconds(59.999));
            log.Information("Still the first minute");
            pod.Time.Advance(TimeSpan.FromSeconds(0.001));
            log.Information("Second minute");
        }

        Assert.Equal(["app202611221300.log", "app202611221301.log"], pod.Segments.Select(name => name.ToString()));
        Assert.Equal([2, 1], pod.Segments.Select(name => pod.Seal(name.ToString()).Lines));
    }

    [Fact]
    public void AnIdleWritersSegmentIsSealedWhenItsPeriodEnds()
    {
        using var pod = new Pod(nameof(AnIdleWritersSegmentIsSealedWhenItsPeriodEnds));
        using var log = pod.Start(rollInterval: RollInterval.Hour);
        log.Information("The only event");
        Assert.Equal(["app2026112213.log"], pod.Files);

        pod.Time.Advance(TimeSpan.FromHours(1.5));

        Assert.Equal(["app2026112213.log", "app2026112213.log.seal"], pod.Files);
        Assert.Null(pod.Status.CurrentSegment);
        log.Information("Later");
        pod.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, pod.Status.SegmentsSealed);
    }

    [Fact]
    public void ASealTellsTheTimesOfTheEvents()
    {
        using var pod = new Pod(nameof(ASealTellsTheTimesOfTheEvents));

        using (var log = pod.Start())
            for (var i = 0; i < 3; i++) log.Information("Order {Id} placed", i);

        var seal = pod.Seal("app2026112213.log");
        Assert.Contains(
            seal.FirstEvent!.Value.ToUniversalTime().ToString("O")[..27], pod.Lines[0], StringComparison.Ordinal);
        Assert.Contains(
            seal.LastEvent!.Value.ToUniversalTime().ToString("O")[..27], pod.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void ANameIsNeverUsedTwice()
    {
        using var pod = new Pod(nameof(ANameIsNeverUsedTwice));
        for (var start = 0; start < 2; start++)
        {
            using var log = pod.Start();
            log.Information("Start {Number}", start);
        }

        File.Delete(pod["app2026112213.log"]);
        File.Delete(pod["app2026112213_001.log"]);
        using (var log = pod.Start()) log.Information("Third");

        Assert.Equal(["app2026112213_002.log"], pod.Segments.Select(name => name.ToString()));
    }

    [Fact]
    public void TwoLoggersOfOneStreamWriteToSegmentsOfTheirOwn()
    {
        using var pod = new Pod(nameof(TwoLoggersOfOneStreamWriteToSegmentsOfTheirOwn));

        using (var one = pod.Start(segmentSizeBytes: 1024))
        using (var other = pod.Start(segmentSizeBytes: 1024))
        {
            for (var i = 0; i < 50; i++)
            {
                one.Information("One {Id}", i);
                other.Information("Other {Id}", i);
            }
        }

        Assert.Equal(100, pod.Lines.Length);
        Assert.All(pod.Segments, name =>
            Assert.Single(File.ReadLines(pod[name.ToString()])
                .Select(line => line.Contains("One", StringComparison.Ordinal)).Distinct()));
        pod.AssertSealed();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void TheGroupCanReadWhateverTheUmask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no umask.");
        using var pod = new Pod(nameof(TheGroupCanReadWhateverTheUmask));
        const UnixFileMode groupReads = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

        var before = Umask(Convert.ToUInt32("077", 8));
        try
        {
            using var log = pod.Start();
            log.Information("Order placed");
        }
        finally
        {
            _ = Umask(before);
        }

        Assert.Equal([groupReads, groupReads], pod.Files.Select(file => File.GetUnixFileMode(pod[file])));
        Assert.True(File.GetUnixFileMode(pod.Logs).HasFlag(UnixFileMode.GroupRead | UnixFileMode.GroupExecute));
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial uint Umask(uint mask);
}
