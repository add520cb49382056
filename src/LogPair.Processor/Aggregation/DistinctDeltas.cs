using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Hashes of the values that each series had within the batch.</summary>
internal sealed class DistinctDeltas : SeriesDeltas
{
    private readonly SampleLog<ulong> _hashes = new();

    public override void Resize(int capacity) => _hashes.Resize(capacity);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) =>
        _hashes.Add(slot, measurement.ValueHash);

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        while (_hashes.TryTake(slot, out var hash)) ((DistinctValues)values).Add(target, hash);
    }

    public override void Clear() => _hashes.Clear();
}
