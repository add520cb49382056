using System.Globalization;
using Serilog.Formatting.Compact;

namespace LogPair.Host.Workload;

public sealed class ShopWorkloadTests
{
    [Fact]
    public void EqualSeedsWriteEqualEvents() => Assert.Equal(Render(seed: 7), Render(seed: 7));

    [Fact]
    public void OtherSeedsWriteOtherEvents() => Assert.NotEqual(Render(seed: 7), Render(seed: 8));

    [Fact]
    public void EventsAreOfManyKinds()
    {
        var workload = new ShopWorkload(seed: 1);
        var events = Enumerable.Range(0, 20_000).Select(_ => workload.Next(DateTimeOffset.UnixEpoch)).ToList();

        Assert.Equal(8, events.Select(each => each.MessageTemplate).Distinct().Count());
        Assert.Equal(5, events.Select(each => each.Exception).OfType<Exception>().Distinct().Count());
        Assert.Equal(4, events.Select(each => each.Level).Distinct().Count());
        Assert.All(events, each => Assert.NotNull(each.TraceId));
        Assert.All(events.Where(each => each.Exception is not null), each => Assert.Contains("   at ", each.Exception!.ToString(), StringComparison.Ordinal));
    }

    private static string Render(int seed)
    {
        var workload = new ShopWorkload(seed);
        var formatter = new CompactJsonFormatter();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        for (var i = 0; i < 1_000; i++) formatter.Format(workload.Next(DateTimeOffset.UnixEpoch), text);
        return text.ToString();
    }
}
