using System.Buffers;
using CsCheck;
using LogPair.Processor.Aggregation.Sketches;

namespace LogPair.Processor.Tests.Aggregation.Sketches;

public class DistinctSketchTests
{
    [Fact]
    public void FewValuesAreCountedExactly()
    {
        Gen.Int[0, 300].Array[0, DistinctSketch.MaxExact].Sample(values =>
            Assert.Equal(values.Distinct().Count(), Show(values.Select(value => (ulong)value + 1)).Estimate()));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(12_000)]
    [InlineData(200_000)]
    public void EstimatesErrAsMuchAsIsStatedAndNotToOneSide(int values)
    {
        var errors = Enumerable.Range(1, 40).Select(seed => (Estimate(seed) / values) - 1).ToList();

        // The mean error of 40 is within four of its standard errors, the spread at most half more than what is stated.
        Assert.Equal(0, errors.Average(), 4 * DistinctSketch.StandardError / Math.Sqrt(40));
        Assert.InRange(Math.Sqrt(errors.Average(error => error * error)), 0, 1.5 * DistinctSketch.StandardError);

        double Estimate(int seed)
        {
            var random = new Random(seed);
            return Show(Enumerable.Range(0, values).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))).Estimate();
        }
    }

    [Fact]
    public void MergedSketchesAreTheSketchOfAllValues()
    {
        Gen.Select(Gen.ULong.Array[0, 700], Gen.ULong.Array[0, 700]).Sample((one, other) =>
        {
            var merged = Show(one);
            merged.Merge(Show(other));

            Assert.Equal(Show([.. one, .. other]).Estimate(), merged.Estimate());
        });
    }

    [Fact]
    public void WhatIsSavedComesBack()
    {
        Gen.ULong.Array[0, 700].Sample(values =>
        {
            var saved = new ArrayBufferWriter<byte>();
            Show(values).Write(saved);

            var read = DistinctSketch.Read(saved.WrittenSpan);

            Assert.Equal(Show(values).Estimate(), read.Estimate());
            Assert.InRange(saved.WrittenCount, 1, 4097);
        });
    }

    private static DistinctSketch Show(IEnumerable<ulong> hashes)
    {
        var sketch = new DistinctSketch();
        foreach (var hash in hashes) sketch.Add(hash);
        return sketch;
    }
}
