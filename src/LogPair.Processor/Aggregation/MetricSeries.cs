using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>All series of one metric with their committed values.</summary>
/// <remarks>
/// <para>A series is a slot. Its values are <see cref="Width"/> numbers in one array: a counter or gauge has one; a
/// histogram has its sum, then the count of each bucket (not cumulative), the last one for <c>+Inf</c>. Counts are
/// doubles, exact up to 2^53.</para>
/// <para>Past <see cref="MetricDefinition.MaxSeries"/>, new label sets share one series whose labels all read
/// <c>other</c>, so that totals stay right while memory stays bounded.</para>
/// <para>Not synchronised: the owner holds a lock.</para>
/// </remarks>
internal sealed class MetricSeries
{
    private const string OverflowLabel = "other";
    private readonly LabelIndex _index = new();
    private readonly byte[] _overflowKey;
    private readonly List<int> _changed = [];
    private double[] _values = [];
    private long[] _eventTicks = [];
    private bool[] _isChanged = [];

    public MetricSeries(MetricDefinition definition)
    {
        Definition = definition;
        Width = definition.Type == MetricType.Histogram ? definition.Buckets.Count + 2 : 1;
        _overflowKey = LabelKey.Encode(definition.LabelNames.Select(_ => OverflowLabel));
        foreach (var key in definition.InitialSeries) GetOrAdd(key);
    }

    public MetricDefinition Definition { get; }

    /// <summary>Numbers per series.</summary>
    public int Width { get; }

    public int Count => _index.Count;

    /// <summary>Slot of the series that takes what exceeds the limit, or -1 while there is none.</summary>
    public int OverflowSlot { get; private set; } = -1;

    /// <summary>Series that changed since <see cref="ClearChanged"/>.</summary>
    public IReadOnlyList<int> Changed => _changed;

    public ReadOnlySpan<byte> Key(int slot) => _index.Key(slot);

    public ReadOnlySpan<double> Values(int slot) => _values.AsSpan(slot * Width, Width);

    /// <summary>UTC ticks of the event that a gauge's value comes from; 0 for other types and unknown times.</summary>
    public long EventTicks(int slot) => _eventTicks[slot];

    /// <summary>The slot that takes measurements with these labels: their own, or the overflow's.</summary>
    public int Resolve(ReadOnlySpan<byte> key)
    {
        var slot = _index.Find(key);
        if (slot >= 0) return slot;
        if (_index.Count < Definition.MaxSeries + (OverflowSlot >= 0 ? 1 : 0)) return GetOrAdd(key);

        if (OverflowSlot < 0) OverflowSlot = GetOrAdd(_overflowKey);
        return OverflowSlot;
    }

    /// <summary>Adds to each of a series' numbers.</summary>
    public void Add(int slot, ReadOnlySpan<double> deltas)
    {
        var values = _values.AsSpan(slot * Width, Width);
        for (var i = 0; i < values.Length; i++) values[i] += deltas[i];
        MarkChanged(slot);
    }

    /// <summary>Sets a gauge, unless it already holds the value of a later event.</summary>
    /// <param name="slot">Of the series.</param>
    /// <param name="value">The new value.</param>
    /// <param name="eventTicks">UTC; 0 if unknown, which always sets and leaves the remembered time as it is.</param>
    public void SetLatest(int slot, double value, long eventTicks)
    {
        if (eventTicks != 0 && eventTicks < _eventTicks[slot]) return;

        _values[slot] = value;
        if (eventTicks != 0) _eventTicks[slot] = eventTicks;
        MarkChanged(slot);
    }

    /// <summary>Takes over a series as it was saved.</summary>
    public void Restore(ReadOnlySpan<byte> key, ReadOnlySpan<double> values, long eventTicks)
    {
        var isOverflow = key.SequenceEqual(_overflowKey) && _index.Count >= Definition.MaxSeries;
        var slot = GetOrAdd(key);
        if (isOverflow) OverflowSlot = slot;
        values.CopyTo(_values.AsSpan(slot * Width, Width));
        _eventTicks[slot] = eventTicks;
        MarkChanged(slot);
    }

    /// <summary>Puts a series among <see cref="Changed"/>.</summary>
    public void MarkChanged(int slot)
    {
        if (_isChanged[slot]) return;

        _isChanged[slot] = true;
        _changed.Add(slot);
    }

    public void ClearChanged()
    {
        foreach (var slot in _changed) _isChanged[slot] = false;
        _changed.Clear();
    }

    private int GetOrAdd(ReadOnlySpan<byte> key)
    {
        var known = _index.Count;
        var slot = _index.GetOrAdd(key);
        if (slot < known) return slot;

        if (slot >= _isChanged.Length)
        {
            var capacity = Math.Max(4, _isChanged.Length * 2);
            Array.Resize(ref _isChanged, capacity);
            Array.Resize(ref _eventTicks, capacity);
            Array.Resize(ref _values, capacity * Width);
        }

        MarkChanged(slot);
        return slot;
    }
}
