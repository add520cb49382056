using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>
/// Sum and buckets of each series: first the sum, then the count of each bucket (not cumulative), the last one for
/// <c>+Inf</c>. Counts are doubles, exact up to 2^53.
/// </summary>
/// <param name="bounds">Buckets without <c>+Inf</c>.</param>
internal sealed class HistogramValues(int bounds) : SeriesValues
{
    private double[] _cells = [];

    public override int Width => bounds + 2;

    public override void Resize(int capacity) => Array.Resize(ref _cells, capacity * Width);

    public override void Reset(int slot) => Cells(slot).Clear();

    public void Add(int slot, ReadOnlySpan<double> deltas)
    {
        var cells = Cells(slot);
        for (var i = 0; i < cells.Length; i++) cells[i] += deltas[i];
    }

    public override void Export(int slot, Span<double> numbers) => Cells(slot).CopyTo(numbers);

    public override void Write(int slot, IBufferWriter<byte> output)
    {
        foreach (var cell in Cells(slot)) SavedNumbers.Write(output, cell);
    }

    public override void Read(int slot, ReadOnlySpan<byte> saved)
    {
        foreach (ref var cell in Cells(slot)) cell = SavedNumbers.TakeDouble(ref saved);
    }

    private Span<double> Cells(int slot) => _cells.AsSpan(slot * Width, Width);
}
