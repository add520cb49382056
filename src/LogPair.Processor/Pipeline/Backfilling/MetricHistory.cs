using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Pipeline.Backfilling;

/// <summary>The values of one metric's series over time, at the moments at which they changed.</summary>
internal sealed class MetricHistory
{
    private readonly MetricSeries _series;
    private readonly List<SeriesHistory> _bySlot = [];

    /// <param name="series">At the start: what is in it exists from <paramref name="firstSecond"/> on.</param>
    /// <param name="firstSecond">Of the first step that has events.</param>
    public MetricHistory(MetricSeries series, long firstSecond)
    {
        _series = series;
        series.ClearChanged();
        for (var slot = 0; slot < series.Slots; slot++) Add(slot, firstSecond);
    }

    /// <summary>In the order in which they appeared.</summary>
    public IReadOnlyList<SeriesHistory> Series => _bySlot;

    /// <summary>Takes over the values that changed.</summary>
    public void Remember(long second)
    {
        foreach (var slot in _series.Changed)
        {
            if (slot == _bySlot.Count) Add(slot, second);
            _bySlot[slot].Set(second, _series.Numbers(slot));
        }

        _series.ClearChanged();
    }

    private void Add(int slot, long firstSecond) =>
        _bySlot.Add(new SeriesHistory(_series.Key(slot).ToArray(), firstSecond, _series.Values.Width));
}
