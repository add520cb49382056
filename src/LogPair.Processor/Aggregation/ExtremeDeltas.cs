using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The smallest or greatest value of each series within the batch.</summary>
/// <param name="isMax">Whether the greatest is kept.</param>
internal sealed class ExtremeDeltas(bool isMax) : SeriesDeltas
{
    private double[] _extremes = [];

    public override void Resize(int capacity)
    {
        var old = _extremes.Length;
        Array.Resize(ref _extremes, capacity);
        if (capacity > old) _extremes.AsSpan(old).Fill(double.NaN);
    }

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) =>
        _extremes[slot] = ExtremeValues.Of(isMax, _extremes[slot], measurement.Value);

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        ((ExtremeValues)values).Take(target, _extremes[slot]);
        _extremes[slot] = double.NaN;
    }
}
