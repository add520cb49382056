using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Uncommitted changes to the series of one metric.</summary>
internal sealed class MetricChanges
{
    // A hostile stream of new label values fills this cache but finds no series: start over before it gets big.
    private const int MaxRememberedKeysBeyondSeries = 4096;
    private const int Unresolved = -1;

    private readonly MetricDefinition _definition;
    private readonly SeriesDeltas _deltas;
    private readonly ExemplarCells? _exemplars;
    private readonly double[] _bounds;
    private readonly LabelIndex _index = new();
    private readonly List<int> _dirty = [];

    // By slot of _index. _measured[s] == 0 exactly if s is not in _dirty, and then its deltas are worth nothing.
    // _committedSlot is right as long as the series' epoch is _epoch.
    private int[] _measured = [];
    private int[] _committedSlot = [];
    private long _epoch;

    public MetricChanges(MetricDefinition definition)
    {
        _definition = definition;
        _deltas = SeriesKinds.CreateDeltas(definition);
        _bounds = [.. definition.Buckets];
        if (definition.HasExemplars) _exemplars = new ExemplarCells();
    }

    public void Record(scoped in Measurement measurement, long eventTicks)
    {
        var slot = _index.GetOrAdd(measurement.LabelKey);
        if (slot >= _measured.Length) Grow();
        if (_measured[slot]++ == 0) _dirty.Add(slot);

        _deltas.Record(slot, measurement, eventTicks);
        if (_exemplars is null || measurement.TraceId.IsEmpty) return;

        var bucket = HistogramDeltas.BucketOf(_bounds, measurement.Value);
        _exemplars.Set(
            (slot * (_bounds.Length + 1)) + bucket, measurement.Value, measurement.TraceId, measurement.SpanId);
    }

    /// <returns>Measurements that went to the overflow series.</returns>
    public long CommitTo(MetricSeries series)
    {
        if (_dirty.Count == 0) return 0;

        long folded = 0;
        if (_epoch != series.Epoch) ForgetSlots(series);
        foreach (var slot in _dirty)
        {
            var target = Resolve(slot, series);
            if (target == series.OverflowSlot) folded += _measured[slot];
            _measured[slot] = 0;
            _deltas.CommitTo(slot, series.Values, target);
            series.Touch(target);
            if (_exemplars is not null) series.TakeExemplars(target, _exemplars, slot);
        }

        _dirty.Clear();
        _deltas.Clear();
        ForgetKeysOfNoUse(series);
        return folded;
    }

    private int Resolve(int slot, MetricSeries series)
    {
        // Where series make room for each other, a slot may have passed to another one a moment ago.
        if (_committedSlot[slot] == Unresolved || series.IsReplacing)
            _committedSlot[slot] = series.Resolve(_index.Key(slot));
        return _committedSlot[slot];
    }

    private void ForgetSlots(MetricSeries series)
    {
        _epoch = series.Epoch;
        _committedSlot.AsSpan().Fill(Unresolved);
    }

    private void ForgetKeysOfNoUse(MetricSeries series)
    {
        var most = Math.Min(_definition.MaxSeries, series.Count * 2L) + MaxRememberedKeysBeyondSeries;
        if (_index.Count <= most) return;

        _index.Clear();
        _committedSlot.AsSpan().Fill(Unresolved);
        if (_index.Capacity <= 4 * most) return;

        _index.Trim();
        Resize(_index.Capacity);
    }

    private void Grow() => Resize(_index.Capacity);

    private void Resize(int capacity)
    {
        var old = _measured.Length;
        Array.Resize(ref _measured, capacity);
        Array.Resize(ref _committedSlot, capacity);
        _deltas.Resize(capacity);
        _exemplars?.Resize(capacity * (_bounds.Length + 1));
        if (capacity > old) _committedSlot.AsSpan(old).Fill(Unresolved);
    }
}
