using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Sum and buckets of each series within the batch.</summary>
internal sealed class HistogramDeltas : SeriesDeltas
{
    private readonly double[] _bounds;
    private readonly int _width;
    private double[] _cells = [];

    public HistogramDeltas(IReadOnlyList<double> bounds)
    {
        _bounds = [.. bounds];
        _width = _bounds.Length + 2;
    }

    public override void Resize(int capacity) => Array.Resize(ref _cells, capacity * _width);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks)
    {
        var cells = _cells.AsSpan(slot * _width, _width);
        cells[0] += measurement.Value;
        cells[1 + BucketOf(_bounds, measurement.Value)]++;
    }

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        var cells = _cells.AsSpan(slot * _width, _width);
        ((HistogramValues)values).Add(target, cells);
        cells.Clear();
    }

    // Prometheus' buckets include their upper bound. There are about a dozen: a scan beats a binary search.
    public static int BucketOf(double[] bounds, double value)
    {
        var bucket = 0;
        while (bucket < bounds.Length && value > bounds[bucket]) bucket++;
        return bucket;
    }
}
