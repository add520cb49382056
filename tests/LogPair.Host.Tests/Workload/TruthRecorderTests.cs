using Serilog.Events;

namespace LogPair.Host.Workload;

public sealed class TruthRecorderTests
{
    [Fact]
    public void BucketsAreCumulativeAndInclusive()
    {
        var latency = new LatencyRecorder();
        foreach (var seconds in (double[])[0.005, 0.0050001, 0.2, 11]) latency.Add(seconds);

        var truth = latency.ToTruth();

        Assert.Equal([1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3], truth.Buckets.Select(bucket => bucket.Count));
        Assert.Equal(4, truth.Count);
        Assert.Equal(11.2100001, truth.Sum, 12);
    }

    [Fact]
    public void EveryBreakdownAddsUpToTheWhole()
    {
        var truth = Record(events: 5_000, refused: _ => false);

        Assert.Equal(5_000, truth.Events);
        Assert.Equal(5_000, truth.EventsByTemplate.Values.Sum());
        Assert.Equal(5_000, truth.EventsByLevel.Values.Sum());
        Assert.Equal(truth.Latency.Count, truth.Requests.Sum(request => request.Count));
        Assert.Equal(truth.Latency.Count, truth.LatencyByRoute.Values.Sum(route => route.Count));
        Assert.Equal(truth.EventsByTemplate[ShopTemplates.OrderPlaced.Text], truth.OrdersByState["placed"]);
        Assert.True(truth.OrderRevenue > 0);
    }

    [Fact]
    public void RefusedEventsAreInNoBreakdown()
    {
        var truth = Record(events: 3_000, refused: index => index % 3 == 0);

        Assert.Equal(1_000, truth.Dropped);
        Assert.Equal(2_000, truth.Events);
        Assert.Equal(2_000, truth.EventsByLevel.Values.Sum());
    }

    [Fact]
    public void TheJsonKeepsEverything()
    {
        var truth = Record(events: 500, refused: _ => false);

        var back = Truth.FromJson(truth.ToJson());

        Assert.Equal(truth.Events, back.Events);
        Assert.Equal(truth.EventsByTemplate, back.EventsByTemplate);
        Assert.Equal(truth.Requests, back.Requests);
        Assert.Equal(truth.Latency.Sum, back.Latency.Sum);
        Assert.Equal(truth.Latency.Buckets, back.Latency.Buckets);
        Assert.Equal(truth.OrderRevenue, back.OrderRevenue);
    }

    private static Truth Record(int events, Predicate<int> refused)
    {
        var workload = new ShopWorkload(seed: 3);
        var recorder = new TruthRecorder(seed: 3);
        for (var i = 0; i < events; i++)
        {
            LogEvent next = workload.Next(DateTimeOffset.UnixEpoch);
            if (refused(i)) recorder.AddDropped();
            else recorder.AddWritten(next);
        }

        return recorder.ToTruth();
    }
}
