using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>The smallest or greatest value that each series ever had.</summary>
/// <param name="isMax">Whether the greatest is kept.</param>
internal sealed class ExtremeValues(bool isMax) : SeriesValues
{
    // NaN until there is a value.
    private double[] _extremes = [];

    public override int Width => 1;

    public override void Resize(int capacity)
    {
        var old = _extremes.Length;
        Array.Resize(ref _extremes, capacity);
        if (capacity > old) _extremes.AsSpan(old).Fill(double.NaN);
    }

    public override void Reset(int slot) => _extremes[slot] = double.NaN;

    public void Take(int slot, double value) => _extremes[slot] = Of(isMax, _extremes[slot], value);

    /// <summary>The one of both that counts; NaN counts for nothing.</summary>
    public static double Of(bool isMax, double one, double other) =>
        isMax ? double.MaxNumber(one, other) : double.MinNumber(one, other);

    // A series that only exists because the rules say so is at zero.
    public override void Export(int slot, Span<double> numbers) =>
        numbers[0] = double.IsNaN(_extremes[slot]) ? 0 : _extremes[slot];

    public override void Write(int slot, IBufferWriter<byte> output) => SavedNumbers.Write(output, _extremes[slot]);

    public override void Read(int slot, ReadOnlySpan<byte> saved) => _extremes[slot] = SavedNumbers.TakeDouble(ref saved);
}
