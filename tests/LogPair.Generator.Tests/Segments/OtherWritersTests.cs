using LogPair.Generator.Tests.Support;

namespace LogPair.Generator.Tests.Segments;

public sealed class OtherWritersTests
{
    [Fact]
    public void ASecondLoggerOfAStreamIsNoticedWithinASecondAndKeptApart()
    {
        using var pod = new Pod(nameof(ASecondLoggerOfAStreamIsNoticedWithinASecondAndKeptApart));
        var other = new LogPairStatus();

        using (var one = pod.Start(segmentSizeBytes: 1024))
        {
            one.Information("One {Id}", -1);
            using (var two = pod.Start(segmentSizeBytes: 1024, status: other))
            {
                for (var i = 0; i < 100; i++)
                {
                    one.Information("One {Id}", i);
                    two.Information("Two {Id}", i);
                    pod.Time.Advance(TimeSpan.FromMilliseconds(20));
                }

                Assert.Equal((1, 1), (pod.Status.OtherWriters, other.OtherWriters));
                Assert.Contains("stream of its own", pod.Status.LastError, StringComparison.Ordinal);
            }

            pod.Time.Advance(TimeSpan.FromSeconds(1));
            one.Information("Alone again");
            Assert.Equal((0, 0), (pod.Status.OtherWriters, other.OtherWriters));
        }

        Assert.Equal(202, pod.Lines.Length);
        Assert.All(pod.Segments, name => Assert.Single(
            File.ReadLines(pod[name.ToString()])
                .Select(line => line.Contains("Two {Id}", StringComparison.Ordinal)).Distinct()));
        pod.AssertSealed();
    }

    [Fact]
    public void OneAloneSeesNobodyNotEvenWhenItRestarts()
    {
        using var pod = new Pod(nameof(OneAloneSeesNobodyNotEvenWhenItRestarts));

        for (var start = 0; start < 3; start++)
        {
            using var log = pod.Start(segmentSizeBytes: 1024);
            for (var i = 0; i < 50; i++)
            {
                log.Information("Order {Id}", i);
                pod.Time.Advance(TimeSpan.FromMilliseconds(500));
                Assert.Equal(0, pod.Status.OtherWriters);
            }
        }

        Assert.Null(pod.Status.LastError);
    }

    [Fact]
    public void WhatAKilledNeighbourLeavesIsSealedWithinASecond()
    {
        using var pod = new Pod(nameof(WhatAKilledNeighbourLeavesIsSealedWithinASecond));
        using var log = pod.Start();
        log.Information("Here");
        File.WriteAllText(pod["app2026112213_001.log"], "{\"@t\":\"2026-11-22T13:00:00Z\"}\n{\"@t");

        pod.Time.Advance(TimeSpan.FromSeconds(1));
        log.Information("Still here");

        Assert.Equal((1, 4), (pod.Seal("app2026112213_001.log").Lines, pod.Seal("app2026112213_001.log").TornBytes));
    }
}
