using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;
using Prometheus;

namespace LogPair.Processor.Exposition;

/// <summary>A histogram whose buckets and sum are set from outside.</summary>
/// <remarks>
/// prometheus-net histograms only observe. The missing count of each bucket is therefore observed at a value inside
/// the bucket, and the sum, wrong by then, is put right by a pair of observations, one more and one less, that cancel
/// out in their bucket but not in the sum. The owner lets no scrape run meanwhile.
/// </remarks>
internal sealed class ExportedHistogram : IExportedMetric
{
    // Each step leaves at most a rounding error of the step before; two are enough for an exact sum.
    private const int MaxCorrections = 4;

    private readonly ExportedChildren<Series> _children;
    private readonly double[] _bounds;

    public ExportedHistogram(IMetricFactory factory, MetricDefinition definition)
    {
        _bounds = [.. definition.Buckets];
        var histogram = factory.CreateHistogram(definition.Name, EscapedHelp.Of(definition.Help), new HistogramConfiguration
        {
            LabelNames = [.. definition.LabelNames],
            Buckets = _bounds,
            SuppressInitialValue = true,
            ExemplarBehavior = ExemplarBehavior.NoExemplars(),
        });
        _children = new ExportedChildren<Series>(
            definition.LabelNames.Count, labels => new Series(histogram.WithLabels(labels), _bounds.Length + 1),
            series => series.Child.Remove());
    }

    public void Apply(MetricSnapshot snapshot)
    {
        _children.RemoveGone(snapshot);
        for (var i = 0; i < snapshot.Count; i++)
        {
            var series = _children.Get(snapshot, i);
            foreach (var exemplar in snapshot.Exemplars(i)) Show(exemplar, series, snapshot.Numbers(i)[1..]);
            Apply(series, snapshot.Numbers(i));
        }
    }

    // An exemplar is observed as one of the bucket's missing values, so its value is right, and the count too.
    private static void Show(SeriesExemplar exemplar, Series series, ReadOnlySpan<double> counts)
    {
        if ((long)counts[exemplar.Cell] <= series.Counts[exemplar.Cell]) return;

        series.Child.Observe(exemplar.Value, ExportedExemplar.Of(exemplar));
        series.Counts[exemplar.Cell]++;
    }

    private void Apply(Series series, ReadOnlySpan<double> values)
    {
        var counts = values[1..];
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            var missing = (long)counts[bucket] - series.Counts[bucket];
            if (missing == 0) continue;
            series.Child.Observe(ValueIn(bucket), missing);
            series.Counts[bucket] += missing;
        }

        CorrectSum(series.Child, values[0]);
        series.Child.Publish();
    }

    private void CorrectSum(Histogram.Child child, double sum)
    {
        if (!double.IsFinite(sum))
        {
            OverflowSum(child, sum);
            return;
        }

        for (var i = 0; i < MaxCorrections && child.Sum != sum; i++)
        {
            var difference = sum - child.Sum;
            // Zero and any negative number share the first bucket of nearly every histogram, and adding a zero
            // rounds nothing. Otherwise both values go far below the first bound, at the price of a rounding error.
            var offset = _bounds.Length > 0 && _bounds[0] >= 0 ? 0 : 1 + Math.Abs(difference) + LargestBound;
            var less = difference < 0;
            child.Observe(less ? difference - offset : -difference - offset, less ? 1 : -1);
            child.Observe(-offset, less ? -1 : 1);
        }
    }

    // A sum of enormous values is infinite, or no number once it has been infinite both ways. It never comes back.
    private void OverflowSum(Histogram.Child child, double sum)
    {
        if (child.Sum.Equals(sum)) return;

        if (!double.IsNegativeInfinity(sum)) ObserveInsteadOf(child, double.PositiveInfinity, _bounds.Length);
        if (!double.IsPositiveInfinity(sum)) ObserveInsteadOf(child, double.NegativeInfinity, 0);
    }

    private void ObserveInsteadOf(Histogram.Child child, double value, int bucket)
    {
        child.Observe(value);
        child.Observe(ValueIn(bucket), -1);
    }

    private double LargestBound => _bounds.Length == 0 ? 0 : Math.Max(Math.Abs(_bounds[0]), Math.Abs(_bounds[^1]));

    private double ValueIn(int bucket)
    {
        if (bucket < _bounds.Length) return _bounds[bucket];
        return _bounds.Length == 0 ? 0 : Math.BitIncrement(_bounds[^1]);
    }

    private sealed class Series(Histogram.Child child, int buckets)
    {
        public Histogram.Child Child { get; } = child;

        /// <summary>What has been observed into each bucket, not cumulative.</summary>
        public long[] Counts { get; } = new long[buckets];
    }
}
