using LogPair.Generator.Segments;
using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Segments;

public sealed class DeadSegmentTests
{
    private const string First = """{"@t":"2026-11-22T12:00:00.1234567Z","@mt":"Start","nested":{"@t":"no"}}""" + "\n";
    private const string Last = """{"nested":{"@t":"no"},"@mt":"Stop","@t":"2026-11-22T12:59:59Z"}""" + "\n";

    [Fact]
    public void TheNextStartSealsWhatAKilledProcessLeft()
    {
        using var pod = new Pod(nameof(TheNextStartSealsWhatAKilledProcessLeft));
        Leave(pod, "app2026112212.log", First + "no JSON at all\n" + Last + "{\"@t\":\"2026-11");
        Leave(pod, "app2026112212_001.log", "");
        Leave(pod, "other2026112212.log", "another stream's\n");

        pod.Start().Dispose();

        var seal = pod.Seal("app2026112212.log");
        Assert.Equal((First.Length + 15 + Last.Length, 3, 14), (seal.Bytes, seal.Lines, seal.TornBytes));
        Assert.Equal(DateTimeOffset.Parse("2026-11-22T12:00:00.1234567Z", null), seal.FirstEvent);
        Assert.Equal(DateTimeOffset.Parse("2026-11-22T12:59:59Z", null), seal.LastEvent);
        Assert.Equal(0, pod.Seal("app2026112212_001.log").Bytes);
        Assert.False(File.Exists(pod["other2026112212.log.seal"]));
        Assert.Equal(2, pod.Status.SegmentsSealed);
    }

    [Fact]
    public void WhatALivingProcessWritesIsSealedOnlyWhenItHasGone()
    {
        using var pod = new Pod(nameof(WhatALivingProcessWritesIsSealedOnlyWhenItHasGone));
        Leave(pod, "app2026112212.log", First);

        using (File.Open(pod["app2026112212.log"], FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            pod.Start().Dispose();
            Assert.Equal(["app2026112212.log"], pod.Files);
        }

        pod.Start().Dispose();
        Assert.Equal(["app2026112212.log", "app2026112212.log.seal"], pod.Files);
    }

    [Fact]
    public void ASealedSegmentIsLeftAsItIs()
    {
        using var pod = new Pod(nameof(ASealedSegmentIsLeftAsItIs));
        Leave(pod, "app2026112212.log", First);
        File.WriteAllText(pod["app2026112212.log.seal"], "as it is");

        pod.Start().Dispose();

        Assert.Equal(DeadSegmentOutcome.WasDealtWith, DeadSegment.TrySeal(pod["app2026112212.log"]));
        Assert.Equal("as it is", File.ReadAllText(pod["app2026112212.log.seal"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void LinesAndTornTailsOfAnyLengthAreCounted(int length)
    {
        using var pod = new Pod($"{nameof(LinesAndTornTailsOfAnyLengthAreCounted)}{length}");
        var line = new string('x', length);
        Leave(pod, "app2026112212.log", $"{line}\n{line}\n{line}");

        pod.Start().Dispose();

        var seal = pod.Seal("app2026112212.log");
        Assert.Equal((2 * (length + 1), 2, length), (seal.Bytes, seal.Lines, seal.TornBytes));
        pod.AssertSealed();
    }

    private static void Leave(Pod pod, string segment, string content)
    {
        Directory.CreateDirectory(pod.Logs);
        File.WriteAllText(pod[segment], content);
    }
}
