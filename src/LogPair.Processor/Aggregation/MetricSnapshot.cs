using System.Buffers;

namespace LogPair.Processor.Aggregation;

/// <summary>Copies of the series of one metric that are to be shown anew, at one moment.</summary>
/// <remarks>Refilled again and again without allocating, once it has reached its size.</remarks>
internal sealed class MetricSnapshot
{
    private readonly int _width;
    private readonly ArrayBufferWriter<double> _numbers = new();
    private readonly ArrayBufferWriter<byte> _keys = new();
    private readonly List<int> _keyEnds = [];
    private readonly List<int> _slots = [];
    private readonly List<int> _changed = [];
    private readonly List<RemovedSeries> _removed = [];
    private readonly List<SeriesExemplar> _exemplars = [];
    private readonly List<int> _exemplarEnds = [];

    /// <param name="width">Numbers per series; see <see cref="SeriesValues.Width"/>.</param>
    public MetricSnapshot(int width)
    {
        _width = width;
    }

    public int Count => _slots.Count;

    /// <summary>Series that went. Their slots may be those of new series, so they come before those.</summary>
    public IReadOnlyList<RemovedSeries> Removed => _removed;

    /// <summary>Slot of the <paramref name="i"/>th series within its metric.</summary>
    public int Slot(int i) => _slots[i];

    public ReadOnlySpan<double> Numbers(int i) => _numbers.WrittenSpan.Slice(i * _width, _width);

    public ReadOnlySpan<byte> Key(int i) => _keys.WrittenSpan[StartOf(_keyEnds, i).._keyEnds[i]];

    /// <summary>The exemplars that the <paramref name="i"/>th series got since the snapshot before.</summary>
    public ReadOnlySpan<SeriesExemplar> Exemplars(int i) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_exemplars)[StartOf(_exemplarEnds, i).._exemplarEnds[i]];

    /// <summary>Copies what changed in <paramref name="series"/>, which then counts as unchanged.</summary>
    public void Take(MetricSeries series)
    {
        Clear();
        _changed.AddRange(series.Changed);
        _removed.AddRange(series.Removed);
        series.Values.CollectShown(series.Changed, series.Slots, _slots);
        foreach (var slot in _slots)
        {
            series.Values.Export(slot, _numbers.GetSpan(_width)[.._width]);
            _numbers.Advance(_width);
            _keys.Write(series.Key(slot));
            _keyEnds.Add(_keys.WrittenCount);
            series.MoveExemplars(slot, _exemplars);
            _exemplarEnds.Add(_exemplars.Count);
        }

        series.ClearChanged();
    }

    /// <summary>Undoes the second half of <see cref="Take"/>: nobody has seen the copies.</summary>
    public void GiveBack(MetricSeries series)
    {
        series.MarkRemoved(_removed);
        foreach (var slot in _changed.Concat(_slots))
        {
            if (series.IsUsed(slot)) series.MarkChanged(slot);
        }
    }

    private static int StartOf(List<int> ends, int i) => i == 0 ? 0 : ends[i - 1];

    private void Clear()
    {
        _numbers.ResetWrittenCount();
        _keys.ResetWrittenCount();
        _keyEnds.Clear();
        _slots.Clear();
        _changed.Clear();
        _removed.Clear();
        _exemplars.Clear();
        _exemplarEnds.Clear();
    }
}
