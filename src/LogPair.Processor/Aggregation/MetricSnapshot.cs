using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>Copies of the series of one metric that changed, at one moment.</summary>
/// <remarks>Refilled again and again without allocating, once it has reached its size.</remarks>
internal sealed class MetricSnapshot
{
    private readonly int _width;
    private readonly ArrayBufferWriter<double> _values = new();
    private readonly ArrayBufferWriter<byte> _keys = new();
    private readonly List<int> _keyEnds = [];
    private readonly List<int> _slots = [];

    /// <param name="width">Numbers per series; see <see cref="MetricSeries.Width"/>.</param>
    public MetricSnapshot(int width)
    {
        _width = width;
    }

    public int Count => _slots.Count;

    /// <summary>Slot of the <paramref name="i"/>th changed series within its metric.</summary>
    public int Slot(int i) => _slots[i];

    public ReadOnlySpan<double> Values(int i) => _values.WrittenSpan.Slice(i * _width, _width);

    public ReadOnlySpan<byte> Key(int i)
    {
        var start = i == 0 ? 0 : _keyEnds[i - 1];
        return _keys.WrittenSpan[start.._keyEnds[i]];
    }

    /// <summary>Copies what changed in <paramref name="series"/>, which then counts as unchanged.</summary>
    public void Take(MetricSeries series)
    {
        _values.ResetWrittenCount();
        _keys.ResetWrittenCount();
        _keyEnds.Clear();
        _slots.Clear();
        foreach (var slot in series.Changed)
        {
            _slots.Add(slot);
            _values.Write(series.Values(slot));
            _keys.Write(series.Key(slot));
            _keyEnds.Add(_keys.WrittenCount);
        }

        series.ClearChanged();
    }

    /// <summary>Undoes the second half of <see cref="Take"/>: nobody has seen the copies.</summary>
    public void GiveBack(MetricSeries series)
    {
        foreach (var slot in _slots) series.MarkChanged(slot);
    }
}
