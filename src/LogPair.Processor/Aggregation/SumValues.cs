using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>One sum a series: a counter, or a gauge that is added to.</summary>
internal sealed class SumValues : SeriesValues, ISums
{
    private double[] _sums = [];

    public override int Width => 1;

    public override void Resize(int capacity) => Array.Resize(ref _sums, capacity);

    public override void Reset(int slot) => _sums[slot] = 0;

    public void Add(int slot, double amount) => _sums[slot] += amount;

    public override void Export(int slot, Span<double> numbers) => numbers[0] = _sums[slot];

    public override void Write(int slot, IBufferWriter<byte> output) => SavedNumbers.Write(output, _sums[slot]);

    public override void Read(int slot, ReadOnlySpan<byte> saved) => _sums[slot] = SavedNumbers.TakeDouble(ref saved);
}
