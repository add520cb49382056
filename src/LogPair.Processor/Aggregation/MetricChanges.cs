using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>Uncommitted changes to the series of one metric.</summary>
internal sealed class MetricChanges
{
    // A hostile stream of new label values fills this cache but finds no series: start over before it gets big.
    private const int MaxRememberedKeysBeyondSeries = 4096;
    private const int Unresolved = -1;

    private readonly MetricDefinition _definition;
    private readonly double[] _bounds;
    private readonly int _width;
    private readonly LabelIndex _index = new();
    private readonly List<int> _dirty = [];

    // By slot of _index. _measured[s] == 0 exactly if s is not in _dirty, and then its deltas are all zero.
    private double[] _deltas = [];
    private long[] _eventTicks = [];
    private int[] _measured = [];
    private int[] _committedSlot = [];

    public MetricChanges(MetricDefinition definition)
    {
        _definition = definition;
        _bounds = [.. definition.Buckets];
        _width = definition.Type == MetricType.Histogram ? _bounds.Length + 2 : 1;
    }

    public void Record(ReadOnlySpan<byte> key, double value, long eventTicks)
    {
        var slot = _index.GetOrAdd(key);
        if (slot >= _measured.Length) Grow();
        if (_measured[slot]++ == 0) _dirty.Add(slot);

        switch (_definition.Type)
        {
            case MetricType.Counter:
                _deltas[slot] += value;
                break;
            case MetricType.Gauge:
                SetLatest(slot, value, eventTicks);
                break;
            case MetricType.Histogram:
                var deltas = _deltas.AsSpan(slot * _width, _width);
                deltas[0] += value;
                deltas[1 + BucketOf(value)]++;
                break;
        }
    }

    /// <returns>Measurements that went to the overflow series.</returns>
    public long CommitTo(MetricSeries series)
    {
        long folded = 0;
        foreach (var slot in _dirty)
        {
            if (_committedSlot[slot] == Unresolved) _committedSlot[slot] = series.Resolve(_index.Key(slot));
            var target = _committedSlot[slot];
            if (target == series.OverflowSlot) folded += _measured[slot];
            Commit(slot, series, target);
        }

        _dirty.Clear();
        if (_index.Count > _definition.MaxSeries + MaxRememberedKeysBeyondSeries) Forget();
        return folded;
    }

    private void Commit(int slot, MetricSeries series, int target)
    {
        var deltas = _deltas.AsSpan(slot * _width, _width);
        if (_definition.Type == MetricType.Gauge) series.SetLatest(target, deltas[0], _eventTicks[slot]);
        else series.Add(target, deltas);

        deltas.Clear();
        _eventTicks[slot] = 0;
        _measured[slot] = 0;
    }

    private void SetLatest(int slot, double value, long eventTicks)
    {
        if (eventTicks != 0 && eventTicks < _eventTicks[slot]) return;
        _deltas[slot] = value;
        if (eventTicks != 0) _eventTicks[slot] = eventTicks;
    }

    // Prometheus' buckets include their upper bound. There are about a dozen: a scan beats a binary search.
    private int BucketOf(double value)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && value > _bounds[bucket]) bucket++;
        return bucket;
    }

    private void Grow()
    {
        var old = _measured.Length;
        var capacity = Math.Max(4, old * 2);
        Array.Resize(ref _measured, capacity);
        Array.Resize(ref _eventTicks, capacity);
        Array.Resize(ref _committedSlot, capacity);
        Array.Resize(ref _deltas, capacity * _width);
        _committedSlot.AsSpan(old).Fill(Unresolved);
    }

    private void Forget()
    {
        _index.Clear();
        _committedSlot.AsSpan().Fill(Unresolved);
    }
}
