using LogPair.Processor.Aggregation.Sketches;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The values of each series within the batch.</summary>
internal sealed class SummaryDeltas : SeriesDeltas
{
    private readonly SampleLog<SummarySample> _samples = new();

    public override void Resize(int capacity) => _samples.Resize(capacity);

    public override void Record(int slot, scoped in Measurement measurement, long eventTicks) => _samples.Add(
        slot, new SummarySample(measurement.Value, QuantileScale.BinOf(measurement.Value), eventTicks));

    public override void CommitTo(int slot, SeriesValues values, int target)
    {
        while (_samples.TryTake(slot, out var sample)) ((SummaryValues)values).Add(target, sample);
    }

    public override void Clear() => _samples.Clear();
}
