using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Sum and buckets of each series within the batch.</summary>
internal sealed class HistogramDeltas : SeriesDeltas
{
    private readonly BucketBounds _bounds;
    private readonly int _width;
    private double[] _cells = [];

    public HistogramDeltas(BucketBounds bounds)
    {
        _bounds = bounds;
        _width = bounds.Count + 2;
    }

    public override void Resize(int capacity) => Array.Resize(ref _cells, capacity * _width);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) =>
        Record(slot, measurement.Value);

    public override void Record(int slot, double value)
    {
        var cells = _cells.AsSpan(slot * _width, _width);
        cells[0] += value;
        cells[1 + _bounds.BucketOf(value)]++;
    }

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        var cells = _cells.AsSpan(slot * _width, _width);
        ((HistogramValues)values).Add(target, cells);
        cells.Clear();
    }
}
