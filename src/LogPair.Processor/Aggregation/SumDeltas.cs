using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>What is to be added to each series.</summary>
internal sealed class SumDeltas : SeriesDeltas
{
    private double[] _amounts = [];

    public override void Resize(int capacity) => Array.Resize(ref _amounts, capacity);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) =>
        _amounts[slot] += measurement.Value;

    public override void Record(int slot, double value) => _amounts[slot] += value;

    public override void Count(int slot, long records) => _amounts[slot] += records;

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        ((ISums)values).Add(target, _amounts[slot]);
        _amounts[slot] = 0;
    }
}
