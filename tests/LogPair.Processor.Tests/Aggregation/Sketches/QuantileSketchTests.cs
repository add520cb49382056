using System.Buffers;
using CsCheck;
using LogPair.Processor.Aggregation.Sketches;

namespace LogPair.Processor.Tests.Aggregation.Sketches;

public class QuantileSketchTests
{
    private static readonly Gen<double> Value = Gen.Frequency(
        (6, Gen.Double[1e-4, 1e4]), (2, Gen.Double[-1e4, -1e-4]), (1, Gen.Const(0.0)), (1, Gen.Double[1, 1.0001]));

    [Fact]
    public void QuantilesAreWithinOnePercentOfTheValueWithThatRank()
    {
        Gen.Select(Value.Array[1, 300], Gen.Double[0, 1]).Sample((values, quantile) =>
        {
            var exact = values.Order().ElementAt((int)Math.Floor(quantile * (values.Length - 1)));

            Assert.InRange(Math.Abs(Show(values).Quantile(quantile) - exact), 0, Math.Abs(exact) * 0.0100001);
        });
    }

    [Fact]
    public void MergedAndSavedSketchesAnswerAsOneOfAllValues()
    {
        Gen.Select(Value.Array[0, 200], Value.Array[0, 200]).Sample((one, other) =>
        {
            var merged = Show(one);
            merged.Merge(Show(other));
            var saved = new ArrayBufferWriter<byte>();
            merged.Write(saved);
            var read = new QuantileSketch();
            ReadOnlySpan<byte> rest = saved.WrittenSpan;
            read.Read(ref rest);

            var all = Show([.. one, .. other]);
            Assert.True(rest.IsEmpty);
            Assert.Equal(all.Count, read.Count);
            foreach (var quantile in (double[])[0, 0.25, 0.5, 0.9, 1])
                Assert.Equal(all.Quantile(quantile), read.Quantile(quantile));
        });
    }

    [Fact]
    public void ValuesSpreadWidelyKeepHighQuantilesRightInBoundedMemory()
    {
        Gen.Double[-300, 300].Array[1, 2000].Sample(
            exponents =>
            {
                var values = exponents.Select(exponent => Math.Pow(10, exponent)).ToList();
                var store = new BinStore();
                foreach (var value in values) store.Add(QuantileScale.BinOf(value), 1);

                Assert.InRange(store.Counts.Length, 1, BinStore.MaxBins);
                Assert.Equal(values.Count, store.Count);
                Assert.Equal(values.Max(), Show(values).Quantile(1), values.Max() * 0.0100001);
            },
            iter: 50);
    }

    [Fact]
    public void NothingHasNoQuantiles() => Assert.Equal(double.NaN, new QuantileSketch().Quantile(0.5));

    private static QuantileSketch Show(IEnumerable<double> values)
    {
        var sketch = new QuantileSketch();
        foreach (var value in values) sketch.Add(value);
        return sketch;
    }
}
