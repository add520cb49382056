using System.Buffers;
using System.Runtime.InteropServices;

namespace LogPair.Processor.Aggregation;

/// <summary>Copies of the series of one metric that are to be shown anew, at one moment.</summary>
/// <remarks>Refilled again and again without allocating, once it has reached its size.</remarks>
internal sealed class MetricSnapshot
{
    private readonly int _width;
    private readonly ArrayBufferWriter<double> _numbers = new();
    private readonly List<ReadOnlyMemory<byte>> _keys = [];
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

    public ReadOnlySpan<byte> Key(int i) => _keys[i].Span;

    /// <summary>The exemplars that the <paramref name="i"/>th series got since the snapshot before.</summary>
    public ReadOnlySpan<SeriesExemplar> Exemplars(int i)
    {
        if (_exemplars.Count == 0) return [];

        var start = i == 0 ? 0 : _exemplarEnds[i - 1];
        return CollectionsMarshal.AsSpan(_exemplars)[start.._exemplarEnds[i]];
    }

    /// <summary>Copies what changed in <paramref name="series"/>, which then counts as unchanged.</summary>
    public void Take(MetricSeries series)
    {
        Clear();
        _changed.AddRange(series.Changed);
        _removed.AddRange(series.Removed);
        series.Values.CollectShown(series.Changed, series.Slots, _slots);

        // In one step: growing by doubling would leave as much behind.
        _keys.EnsureCapacity(_slots.Count);
        var numbers = _numbers.GetSpan(_slots.Count * _width);
        for (var i = 0; i < _slots.Count; i++)
        {
            series.Values.Export(_slots[i], numbers.Slice(i * _width, _width));
            _keys.Add(series.KeyMemory(_slots[i]));
            if (series.Definition.HasExemplars) TakeExemplars(series, _slots[i]);
        }

        _numbers.Advance(_slots.Count * _width);

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

    private void TakeExemplars(MetricSeries series, int slot)
    {
        series.MoveExemplars(slot, _exemplars);
        _exemplarEnds.Add(_exemplars.Count);
    }

    private void Clear()
    {
        _numbers.ResetWrittenCount();
        _keys.Clear();
        _slots.Clear();
        _changed.Clear();
        _removed.Clear();
        _exemplars.Clear();
        _exemplarEnds.Clear();
    }
}
