using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Exposition;

/// <summary>prometheus-net's object for each series of a metric, by slot.</summary>
internal sealed class ExportedChildren<TChild>
    where TChild : class
{
    private readonly int _labelCount;
    private readonly Func<string[], TChild> _create;
    private readonly List<TChild?> _bySlot = [];

    public ExportedChildren(int labelCount, Func<string[], TChild> create)
    {
        _labelCount = labelCount;
        _create = create;
    }

    /// <summary>The object for the <paramref name="i"/>th series of <paramref name="snapshot"/>.</summary>
    public TChild Get(MetricSnapshot snapshot, int i)
    {
        var slot = snapshot.Slot(i);
        while (_bySlot.Count <= slot) _bySlot.Add(null);
        return _bySlot[slot] ??= _create(LabelKey.Decode(snapshot.Key(i), _labelCount));
    }
}
