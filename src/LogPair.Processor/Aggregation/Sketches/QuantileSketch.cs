using System.Buffers;

namespace LogPair.Processor.Aggregation.Sketches;

/// <summary>Answers quantiles of the values it was shown, within 1 % of the value, in bounded memory.</summary>
/// <remarks>
/// The error is relative to the value that has the asked-for rank: a quantile of 200 ms is answered with 198 to 202 ms.
/// Values of one sign that are spread wider than <see cref="BinStore.MaxBins"/> bins lose this for the smallest.
/// Merging sketches gives the sketch of all their values.
/// </remarks>
internal sealed class QuantileSketch
{
    private readonly BinStore _positive = new();
    private readonly BinStore _negative = new();
    private uint _zeros;

    public long Count => _positive.Count + _negative.Count + _zeros;

    public void Add(double value) => Add(value, QuantileScale.BinOf(value));

    /// <param name="value">Finite.</param>
    /// <param name="bin">Of the value, as <see cref="QuantileScale.BinOf"/> says.</param>
    public void Add(double value, int bin)
    {
        if (QuantileScale.IsZero(value)) _zeros += _zeros < uint.MaxValue ? 1u : 0;
        else (value > 0 ? _positive : _negative).Add(bin, 1);
    }

    public void Merge(QuantileSketch other)
    {
        _positive.Merge(other._positive);
        _negative.Merge(other._negative);
        _zeros += Math.Min(other._zeros, uint.MaxValue - _zeros);
    }

    public void Clear()
    {
        _positive.Clear();
        _negative.Clear();
        _zeros = 0;
    }

    /// <param name="quantile">0 to 1.</param>
    /// <returns>NaN if there is no value.</returns>
    public double Quantile(double quantile)
    {
        var rank = (long)Math.Floor(quantile * (Count - 1));
        if (Count == 0) return double.NaN;

        for (var i = _negative.Counts.Length - 1; i >= 0; i--)
        {
            rank -= _negative.Counts[i];
            if (rank < 0) return -QuantileScale.MiddleOf(_negative.Lowest + i);
        }

        rank -= _zeros;
        for (var i = 0; i < _positive.Counts.Length && rank >= 0; i++)
        {
            rank -= _positive.Counts[i];
            if (rank < 0) return QuantileScale.MiddleOf(_positive.Lowest + i);
        }

        return 0;
    }

    public void Write(IBufferWriter<byte> output)
    {
        _positive.Write(output);
        _negative.Write(output);
        SketchNumbers.Write(output, _zeros);
    }

    /// <exception cref="ArgumentException">It is not what <see cref="Write"/> writes.</exception>
    public void Read(ref ReadOnlySpan<byte> saved)
    {
        _positive.Read(ref saved);
        _negative.Read(ref saved);
        _zeros = checked((uint)SketchNumbers.Take(ref saved));
    }
}
