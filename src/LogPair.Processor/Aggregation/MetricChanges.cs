using System.Runtime.CompilerServices;
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
    private readonly BucketBounds _bounds;
    private readonly LabelIndex _index = new();
    private readonly List<int> _dirty = [];

    // By slot of _index: whether it is in _dirty; if it is not, its deltas are worth nothing.
    // _committedSlot is right as long as the series' epoch is _epoch.
    private bool[] _isDirty = [];
    private long[] _measured = [];
    private int[] _committedSlot = [];
    private long _epoch;

    public MetricChanges(MetricDefinition definition)
    {
        _definition = definition;
        _deltas = SeriesKinds.CreateDeltas(definition);
        _bounds = new BucketBounds(definition.Buckets);
        if (definition.HasExemplars) _exemplars = new ExemplarCells();
    }

    /// <summary>Grows whenever slots are given to other keys.</summary>
    public int Generation { get; private set; }

    public void Record(scoped in Measurement measurement, long eventTicks) =>
        Record(SlotOf(measurement.LabelKey), measurement, eventTicks);

    /// <summary>The lane's slot for a label key, until <see cref="Generation"/> changes.</summary>
    public int SlotOf(ReadOnlySpan<byte> key)
    {
        var slot = _index.GetOrAdd(key);
        if (slot >= _measured.Length) Grow();
        return slot;
    }

    /// <summary>
    /// Takes a series' place in the order in which new ones are admitted. A measurement follows before they are committed.
    /// </summary>
    /// <param name="slot">See <see cref="SlotOf"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reserve(int slot)
    {
        if (!_isDirty[slot]) MarkDirty(slot);
    }

    private void MarkDirty(int slot)
    {
        _isDirty[slot] = true;
        _dirty.Add(slot);
    }

    /// <summary>Records measurements of 1 that all are for one series.</summary>
    /// <param name="slot">See <see cref="SlotOf"/>.</param>
    /// <param name="records">How many; positive.</param>
    public void Count(int slot, long records)
    {
        Reserve(slot);
        _measured[slot] += records;
        _deltas.Count(slot, records);
    }

    /// <param name="slot">See <see cref="SlotOf"/>.</param>
    /// <param name="measurement">Its label key does not matter.</param>
    /// <param name="eventTicks">As elsewhere.</param>
    public void Record(int slot, scoped in Measurement measurement, long eventTicks)
    {
        Reserve(slot);
        _measured[slot]++;

        _deltas.Record(slot, measurement, eventTicks);
        if (_exemplars is null || measurement.TraceId.IsEmpty) return;

        var bucket = _bounds.BucketOf(measurement.Value);
        _exemplars.Set(
            (slot * (_bounds.Count + 1)) + bucket, measurement.Value, measurement.TraceId, measurement.SpanId);
    }

    /// <summary>Records a number that is all of a measurement: it has no exemplar and needs no time.</summary>
    /// <param name="slot">See <see cref="SlotOf"/>.</param>
    /// <param name="value">The number.</param>
    public void Record(int slot, double value)
    {
        Reserve(slot);
        _measured[slot]++;
        _deltas.Record(slot, value);
    }

    /// <returns>Measurements that went to the overflow series.</returns>
    public long CommitTo(MetricSeries series)
    {
        // Records that could not be measured may have brought keys all the same.
        if (_dirty.Count == 0)
        {
            ForgetKeysOfNoUse(series);
            return 0;
        }

        long folded = 0;
        if (_epoch != series.Epoch) ForgetSlots(series);
        foreach (var slot in _dirty)
        {
            var target = Resolve(slot, series);
            if (target == series.OverflowSlot) folded += _measured[slot];
            _measured[slot] = 0;
            _isDirty[slot] = false;
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

        Generation++;
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
        Array.Resize(ref _isDirty, capacity);
        Array.Resize(ref _measured, capacity);
        Array.Resize(ref _committedSlot, capacity);
        _deltas.Resize(capacity);
        _exemplars?.Resize(capacity * (_bounds.Count + 1));
        if (capacity > old) _committedSlot.AsSpan(old).Fill(Unresolved);
    }
}
