using LogPair.Benchmarks.Measuring;

namespace LogPair.Benchmarks.Tests.Measuring;

public sealed class MedianTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3)]
    [InlineData(new[] { 9.0, 1, 5 }, 5)]
    [InlineData(new[] { 9.0, 1, 5, 6 }, 5.5)]
    public void TheMedianIsTheMiddle(double[] values, double median)
    {
        Assert.Equal(median, Median.Of(values));
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(0.001, 1)]
    [InlineData(1, 100)]
    public void APercentileIsTheNearestRank(double share, double value)
    {
        double[] sorted = [.. Enumerable.Range(1, 100)];

        Assert.Equal(value, Median.Percentile(sorted, share));
    }
}
