using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Tests.Aggregation;

public sealed class BucketBoundsTests
{
    private static readonly double[] Values =
    [
        double.NegativeInfinity, -1, -0.0, 0, double.Epsilon, 0.5, 1, 1.5, 7, 8, 8.5, 100, double.MaxValue,
        double.PositiveInfinity,
    ];

    [Fact]
    public void AValueIsInTheFirstBucketWhoseBoundIsNotBelowIt()
    {
        for (var count = 0; count <= 13; count++)
        {
            double[] bounds = [.. Enumerable.Range(0, count).Select(i => i - 1.0)];
            var buckets = new BucketBounds(bounds);

            foreach (var value in Values)
            {
                var expected = Array.FindIndex(bounds, bound => value <= bound);
                Assert.Equal(expected < 0 ? count : expected, buckets.BucketOf(value));
            }
        }
    }
}
