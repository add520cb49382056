namespace LogPair.Contract.Tests;

public sealed class SegmentPeriodTests
{
    [Theory]
    [InlineData(RollInterval.Day, "20261122", "20261123")]
    [InlineData(RollInterval.Hour, "2026112223", "2026112300")]
    [InlineData(RollInterval.Minute, "202611222359", "202611230000")]
    public void APeriodIsCutInUtc(RollInterval interval, string expected, string next)
    {
        var moment = new DateTimeOffset(2026, 11, 23, 5, 29, 59, TimeSpan.FromHours(5.5));

        var period = SegmentPeriod.Containing(moment, interval);

        Assert.Equal(expected, period.ToString());
        Assert.Equal(next, SegmentPeriod.Containing(period.End, interval).ToString());
        Assert.True(period.Start <= moment && moment < period.End);
    }
}
