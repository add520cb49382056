using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>The value of the latest event of each series: a gauge that is set.</summary>
internal sealed class LatestValues : SeriesValues
{
    private Latest[] _latest = [];

    public override int Width => 1;

    public override void Resize(int capacity) => Array.Resize(ref _latest, capacity);

    public override void Reset(int slot) => _latest[slot] = default;

    public void Set(int slot, Latest latest) => _latest[slot] = _latest[slot].Then(latest);

    public override void Export(int slot, Span<double> numbers) => numbers[0] = _latest[slot].Value;

    public override void Write(int slot, IBufferWriter<byte> output)
    {
        SavedNumbers.Write(output, _latest[slot].EventTicks);
        SavedNumbers.Write(output, _latest[slot].Value);
    }

    public override void Read(int slot, ReadOnlySpan<byte> saved)
    {
        var ticks = SavedNumbers.TakeInt64(ref saved);
        _latest[slot] = new Latest(SavedNumbers.TakeDouble(ref saved), ticks);
    }
}
