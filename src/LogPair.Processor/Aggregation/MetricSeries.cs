using LogPair.Processor.Rules;

namespace LogPair.Processor.Aggregation;

/// <summary>All series of one metric with their committed values.</summary>
/// <remarks>
/// <para>A series is a slot. Past <see cref="MetricDefinition.MaxSeries"/>, or when all metrics together have as many
/// series as they may have, new label sets share one series whose labels all read <c>other</c>, so that totals stay
/// right while
/// memory stays bounded.</para>
/// <para>A slot whose series was removed is used again; <see cref="Epoch"/> tells those who remember slots.</para>
/// <para>Not synchronised: the owner holds a lock.</para>
/// </remarks>
internal sealed class MetricSeries
{
    private const string OverflowLabel = "other";

    private readonly LabelIndex _index = new();
    private readonly SeriesClock _clock;
    private readonly SeriesBudget _budget;
    private readonly ExemplarCells? _exemplars;
    private readonly byte[] _overflowKey;
    private readonly List<int> _changed = [];
    private readonly List<RemovedSeries> _removed = [];
    private readonly int _cells;
    private readonly int _initial;

    // A series that is removed stays in _changed, and its slot in _isChanged, until somebody looks.
    private bool _hasLeftChanged;

    // Removed since ClearChanged is only worth telling of a series that somebody was told of: _isKnown.
    private bool[] _isChanged = [];
    private bool[] _isKnown = [];
    private long[] _touched = [];

    /// <param name="definition">What is measured.</param>
    /// <param name="clock">Of the table.</param>
    /// <param name="budget">Of all metrics that are limited together.</param>
    public MetricSeries(MetricDefinition definition, SeriesClock clock, SeriesBudget budget)
    {
        Definition = definition;
        Values = SeriesKinds.CreateValues(definition, clock);
        _clock = clock;
        _budget = budget;
        _cells = definition.Buckets.Count + 1;
        if (definition.HasExemplars) _exemplars = new ExemplarCells();
        _overflowKey = LabelKey.Encode(definition.LabelNames.Select(_ => OverflowLabel));
        foreach (var key in definition.InitialSeries) GetOrAdd(key);
        _initial = _index.Count;
    }

    public MetricDefinition Definition { get; }

    public SeriesValues Values { get; }

    /// <summary>Series that there are.</summary>
    public int Count => _index.Count;

    /// <summary>Slots run from 0 to this, exclusive; see <see cref="IsUsed"/>.</summary>
    public int Slots => _index.Slots;

    /// <summary>Slot of the series that takes what exceeds the limit, or -1 while there is none.</summary>
    public int OverflowSlot { get; private set; } = -1;

    /// <summary>Whether series make room for new ones, so that no slot is anybody's for long.</summary>
    public bool IsReplacing => Definition.Type == MetricType.TopK;

    /// <summary>Grows whenever a slot gets another series.</summary>
    public long Epoch { get; private set; }

    /// <summary>Series that changed since <see cref="ClearChanged"/>; all of them are there.</summary>
    public IReadOnlyList<int> Changed
    {
        get
        {
            if (_hasLeftChanged) ForgetThoseThatLeft();
            return _changed;
        }
    }

    /// <summary>Series that went since <see cref="ClearChanged"/>, of those that were there before it.</summary>
    public IReadOnlyList<RemovedSeries> Removed => _removed;

    public bool HasChanged => Changed.Count > 0 || _removed.Count > 0;

    public bool IsUsed(int slot) => _index.IsUsed(slot);

    public ReadOnlySpan<byte> Key(int slot) => _index.Key(slot);

    /// <summary>The key of a series, which stays what it is when the slot is another's.</summary>
    public ReadOnlyMemory<byte> KeyMemory(int slot) => _index.KeyMemory(slot);

    /// <summary>Bytes of all keys together.</summary>
    public int KeyBytes => _index.KeyBytes;

    /// <summary>The numbers that Prometheus is to be shown.</summary>
    public double[] Numbers(int slot)
    {
        var numbers = new double[Values.Width];
        Values.Export(slot, numbers);
        return numbers;
    }

    /// <summary>When a series was last touched, in ticks of <see cref="SeriesClock.AgeTicks"/>.</summary>
    public long TouchedAt(int slot) => _touched[slot];

    /// <summary>The slot of a series; -1 if there is none with these labels.</summary>
    public int Find(ReadOnlySpan<byte> key) => _index.Find(key);

    /// <summary>The slot that takes measurements with these labels: their own, or the overflow's.</summary>
    public int Resolve(ReadOnlySpan<byte> key)
    {
        var slot = _index.Find(key);
        if (slot >= 0) return slot;

        var count = _index.Count - (OverflowSlot >= 0 ? 1 : 0);
        if (count >= Definition.MaxSeries && Values.SlotToReplace is >= 0 and var smallest) return Replace(smallest, key);
        if (count < Definition.MaxSeries && (IsReplacing || !_budget.IsUsedUp)) return GetOrAdd(key);

        if (OverflowSlot < 0) MakeOverflow();
        return OverflowSlot;
    }

    /// <summary>A series was measured.</summary>
    public void Touch(int slot)
    {
        _touched[slot] = _clock.AgeTicks;
        MarkChanged(slot);
    }

    /// <summary>Takes over the exemplars that a lane has for a series.</summary>
    public void TakeExemplars(int slot, ExemplarCells lane, int laneSlot)
    {
        for (var cell = 0; cell < _cells; cell++)
            lane.MoveTo(_exemplars!, (laneSlot * _cells) + cell, (slot * _cells) + cell);
    }

    /// <summary>Moves what exemplars there are for a series to a list.</summary>
    public void MoveExemplars(int slot, List<SeriesExemplar> destination)
    {
        for (var cell = 0; _exemplars is not null && cell < _cells; cell++)
        {
            if (_exemplars.Has((slot * _cells) + cell))
                destination.Add(_exemplars.Take((slot * _cells) + cell, cell));
        }
    }

    /// <summary>Takes over a series as it was saved.</summary>
    public void Restore(ReadOnlySpan<byte> key, bool isOverflow, long touchedAt, ReadOnlySpan<byte> saved)
    {
        if (isOverflow && OverflowSlot < 0) MakeOverflow();
        var slot = GetOrAdd(key);
        Values.Read(slot, saved);
        _touched[slot] = touchedAt;
        MarkChanged(slot);
    }

    /// <summary>A series that was saved was removed afterwards.</summary>
    public void RestoreRemoval(ReadOnlySpan<byte> key)
    {
        var slot = _index.Find(key);
        if (slot >= _initial) Remove(slot);
    }

    /// <summary>Removes the series that were not touched for <see cref="MetricDefinition.ExpireAfter"/>.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Expire()
    {
        if (Definition.ExpireAfter is not { } life) return false;

        var count = _index.Count;
        for (var slot = _initial; slot < _index.Slots; slot++)
        {
            if (_index.IsUsed(slot) && _clock.AgeTicks - _touched[slot] >= life.Ticks) Remove(slot);
        }

        if (_index.Count == count) return false;

        if (_hasLeftChanged) ForgetThoseThatLeft();
        _index.Trim();
        if (_index.Capacity < _isChanged.Length) Resize(_index.Capacity);
        return true;
    }

    /// <summary>Puts a series among <see cref="Changed"/>.</summary>
    public void MarkChanged(int slot)
    {
        if (_isChanged[slot]) return;

        _isChanged[slot] = true;
        _changed.Add(slot);
    }

    /// <summary>Puts series among <see cref="Removed"/> again: nobody was told.</summary>
    public void MarkRemoved(IEnumerable<RemovedSeries> series) => _removed.InsertRange(0, series);

    /// <summary>Somebody was told of everything that changed.</summary>
    public void ClearChanged()
    {
        foreach (var slot in Changed)
        {
            _isChanged[slot] = false;
            _isKnown[slot] = true;
        }

        _changed.Clear();
        _removed.Clear();
    }

    private int GetOrAdd(ReadOnlySpan<byte> key)
    {
        var known = _index.Count;
        var slot = _index.GetOrAdd(key);
        if (_index.Count == known) return slot;

        if (slot >= _isChanged.Length) Resize(_index.Capacity);
        Values.Reset(slot);
        _isKnown[slot] = false;
        _touched[slot] = _clock.AgeTicks;
        _budget.Used += IsReplacing ? 0 : 1;
        MarkChanged(slot);
        return slot;
    }

    // Beyond every limit, so that it counts for none.
    private void MakeOverflow()
    {
        var known = _index.Count;
        OverflowSlot = GetOrAdd(_overflowKey);
        if (_index.Count > known && !IsReplacing) _budget.Used--;
    }

    private int Replace(int slot, ReadOnlySpan<byte> key)
    {
        TellOfRemoval(slot);
        _index.Rename(slot, key);
        Values.Replaced(slot);
        Epoch++;
        MarkChanged(slot);
        return slot;
    }

    private void Remove(int slot)
    {
        TellOfRemoval(slot);
        if (slot == OverflowSlot) OverflowSlot = -1;
        else if (!IsReplacing) _budget.Used--;

        _hasLeftChanged |= _isChanged[slot];
        for (var cell = 0; _exemplars is not null && cell < _cells; cell++) _exemplars.Clear((slot * _cells) + cell);
        Values.Reset(slot);
        _index.Remove(slot);
        Epoch++;
    }

    private void ForgetThoseThatLeft()
    {
        foreach (var slot in _changed) _isChanged[slot] = _index.IsUsed(slot);
        _changed.RemoveAll(slot => !_isChanged[slot]);
        _hasLeftChanged = false;
    }

    private void TellOfRemoval(int slot)
    {
        if (_isKnown[slot]) _removed.Add(new RemovedSeries(slot, _index.Key(slot).ToArray()));
        _isKnown[slot] = false;
    }

    private void Resize(int capacity)
    {
        Array.Resize(ref _isChanged, capacity);
        Array.Resize(ref _isKnown, capacity);
        Array.Resize(ref _touched, capacity);
        Values.Resize(capacity);
        _exemplars?.Resize(capacity * _cells);
    }
}
