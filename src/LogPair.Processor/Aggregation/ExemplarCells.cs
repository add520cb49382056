using System.Text;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>The newest exemplar of each cell: a counter's series, or a histogram's bucket. In bounded memory.</summary>
/// <remarks>One owner. What is given for a cell replaces what was there.</remarks>
internal sealed class ExemplarCells
{
    /// <inheritdoc cref="ExemplarSource.MaxIdBytes"/>
    private const int MaxIdBytes = ExemplarSource.MaxIdBytes;

    private const int Stride = 2 * (1 + MaxIdBytes);

    // Of a cell: length and bytes of the trace id, then of the span id. A length of 0 for the trace id means no
    // exemplar.
    private byte[] _ids = [];
    private double[] _values = [];

    public void Resize(int cells)
    {
        Array.Resize(ref _ids, cells * Stride);
        Array.Resize(ref _values, cells);
    }

    public bool Has(int cell) => _ids[cell * Stride] != 0;

    public void Set(int cell, double value, ReadOnlySpan<byte> traceId, ReadOnlySpan<byte> spanId)
    {
        var ids = _ids.AsSpan(cell * Stride, Stride);
        Put(ids, traceId);
        Put(ids[(1 + MaxIdBytes)..], spanId);
        _values[cell] = value;
    }

    /// <summary>Moves an exemplar, if there is one.</summary>
    public void MoveTo(ExemplarCells other, int cell, int otherCell)
    {
        if (!Has(cell)) return;

        _ids.AsSpan(cell * Stride, Stride).CopyTo(other._ids.AsSpan(otherCell * Stride));
        other._values[otherCell] = _values[cell];
        Clear(cell);
    }

    public void Clear(int cell) => _ids[cell * Stride] = 0;

    /// <summary>Takes an exemplar out.</summary>
    /// <param name="cell">Has one.</param>
    /// <param name="index">Of the cell within its series, for <see cref="SeriesExemplar.Cell"/>.</param>
    public SeriesExemplar Take(int cell, int index)
    {
        var ids = _ids.AsSpan(cell * Stride, Stride);
        var exemplar = new SeriesExemplar(index, _values[cell], Text(ids), Text(ids[(1 + MaxIdBytes)..]));
        Clear(cell);
        return exemplar;
    }

    private static void Put(Span<byte> place, ReadOnlySpan<byte> id)
    {
        place[0] = (byte)id.Length;
        id.CopyTo(place[1..]);
    }

    private static string Text(ReadOnlySpan<byte> place) => Encoding.ASCII.GetString(place.Slice(1, place[0]));
}
