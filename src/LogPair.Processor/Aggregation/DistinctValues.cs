using System.Buffers;
using LogPair.Processor.Aggregation.Sketches;

namespace LogPair.Processor.Aggregation;

/// <summary>How many different values each series had, estimated.</summary>
internal sealed class DistinctValues : SeriesValues
{
    private DistinctSketch?[] _sketches = [];

    public override int Width => 1;

    public override void Resize(int capacity) => Array.Resize(ref _sketches, capacity);

    public override void Reset(int slot) => _sketches[slot] = null;

    public void Add(int slot, ulong hash) => (_sketches[slot] ??= new DistinctSketch()).Add(hash);

    public override void Export(int slot, Span<double> numbers) =>
        numbers[0] = Math.Round(_sketches[slot]?.Estimate() ?? 0);

    public override void Write(int slot, IBufferWriter<byte> output) => _sketches[slot]?.Write(output);

    public override void Read(int slot, ReadOnlySpan<byte> saved) =>
        _sketches[slot] = saved.IsEmpty ? null : DistinctSketch.Read(saved);
}
