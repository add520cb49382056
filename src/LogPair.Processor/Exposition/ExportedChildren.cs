using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Exposition;

/// <summary>What shows each series of a metric, by slot.</summary>
/// <typeparam name="TChild">Shows one.</typeparam>
internal sealed class ExportedChildren<TChild>
    where TChild : class
{
    private readonly int _labelCount;
    private readonly Func<string[], TChild> _create;
    private readonly Action<TChild> _remove;
    private readonly LabelTexts _texts = new();
    private readonly List<TChild?> _bySlot = [];

    /// <param name="labelCount">Of the metric.</param>
    /// <param name="create">Makes a child for label values.</param>
    /// <param name="remove">Shows a child no longer.</param>
    public ExportedChildren(int labelCount, Func<string[], TChild> create, Action<TChild> remove)
    {
        _labelCount = labelCount;
        _create = create;
        _remove = remove;
    }

    /// <summary>All that are shown.</summary>
    public IEnumerable<TChild> All => _bySlot.OfType<TChild>();

    /// <summary>The object for the <paramref name="i"/>th series of <paramref name="snapshot"/>.</summary>
    public TChild Get(MetricSnapshot snapshot, int i)
    {
        var slot = snapshot.Slot(i);
        while (_bySlot.Count <= slot) _bySlot.Add(null);
        return _bySlot[slot] ??= _create(_texts.Decode(snapshot.Key(i), _labelCount));
    }

    /// <summary>The same, unless it has not been made yet.</summary>
    public TChild? Find(MetricSnapshot snapshot, int i)
    {
        var slot = snapshot.Slot(i);
        return slot < _bySlot.Count ? _bySlot[slot] : null;
    }

    /// <summary>
    /// Shows no longer what is gone. Before the others, whose slots may be those of series that went.
    /// </summary>
    public void RemoveGone(MetricSnapshot snapshot)
    {
        foreach (var (slot, _) in snapshot.Removed) Remove(slot);
        if (snapshot.Removed.Count == 0) return;

        while (_bySlot is [.., null]) _bySlot.RemoveAt(_bySlot.Count - 1);
        if (_bySlot.Count < _bySlot.Capacity / 4) _bySlot.TrimExcess();
    }

    /// <summary>Shows no longer what is not in <paramref name="snapshot"/>.</summary>
    public void RemoveOthers(MetricSnapshot snapshot)
    {
        var shown = Enumerable.Range(0, snapshot.Count).Select(snapshot.Slot).ToHashSet();
        for (var slot = 0; slot < _bySlot.Count; slot++)
        {
            if (!shown.Contains(slot)) Remove(slot);
        }
    }

    private void Remove(int slot)
    {
        if (slot >= _bySlot.Count || _bySlot[slot] is not { } child) return;

        _remove(child);
        _bySlot[slot] = null;
    }
}
