using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The latest value of each series within the batch.</summary>
internal sealed class LatestDeltas : SeriesDeltas
{
    private Latest[] _latest = [];

    public override void Resize(int capacity) => Array.Resize(ref _latest, capacity);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) =>
        _latest[slot] = _latest[slot].Then(new Latest(measurement.Value, eventTicks));

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        ((LatestValues)values).Set(target, _latest[slot]);
        _latest[slot] = default;
    }
}
