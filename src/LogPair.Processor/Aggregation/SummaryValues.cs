using System.Buffers;
using LogPair.Processor.Aggregation.Sketches;

namespace LogPair.Processor.Aggregation;

/// <summary>Sum, count and quantiles of each series, in this order.</summary>
/// <remarks>
/// Quantiles are of the events in a window that ends now, or with the latest event of the metric if that is later, as
/// always
/// in a replay. Sum and count are of all events ever.
/// </remarks>
internal sealed class SummaryValues : SeriesValues
{
    private readonly double[] _quantiles;
    private readonly long _windowTicks;
    private readonly long _sliceTicks;
    private readonly SeriesClock _clock;
    private readonly QuantileSketch _scratch = new();
    private SummaryWindow?[] _windows = [];
    private long _latestTicks;
    private long _shownEnd;

    public SummaryValues(IReadOnlyList<double> quantiles, TimeSpan window, SeriesClock clock)
    {
        _quantiles = [.. quantiles];
        _windowTicks = window.Ticks;
        _sliceTicks = Math.Max(1, window.Ticks / SummaryWindow.Slices);
        _clock = clock;
    }

    public override int Width => _quantiles.Length + 2;

    private long End => Math.Max(_clock.UtcTicks, _latestTicks) / _sliceTicks;

    public override void Resize(int capacity) => Array.Resize(ref _windows, capacity);

    public override void Reset(int slot) => _windows[slot] = null;

    public void Add(int slot, SummarySample sample)
    {
        var ticks = TimeOf(sample);
        _latestTicks = Math.Max(_latestTicks, ticks);
        (_windows[slot] ??= new SummaryWindow()).Add(sample, ticks / _sliceTicks, End);
    }

    public override void Export(int slot, Span<double> numbers)
    {
        var window = _windows[slot];
        numbers[0] = window?.Sum ?? 0;
        numbers[1] = window?.Count ?? 0;
        _scratch.Clear();
        window?.MergeInto(_scratch, End);
        for (var i = 0; i < _quantiles.Length; i++) numbers[i + 2] = _scratch.Quantile(_quantiles[i]);
    }

    public override void Write(int slot, IBufferWriter<byte> output) => _windows[slot]?.Write(output, End);

    public override void Read(int slot, ReadOnlySpan<byte> saved)
    {
        _windows[slot] = null;
        if (saved.IsEmpty) return;

        var window = _windows[slot] = new SummaryWindow();
        _latestTicks = Math.Max(_latestTicks, window.Read(saved) * _sliceTicks);
    }

    public override bool HasMoved() => End != _shownEnd && _windows.Any(window => window is not null);

    public override void CollectShown(IReadOnlyList<int> changed, int slots, List<int> shown)
    {
        shown.AddRange(changed);
        if (End == _shownEnd) return;

        _shownEnd = End;
        var known = changed.ToHashSet();
        for (var slot = 0; slot < slots; slot++)
        {
            if (_windows[slot] is not null && !known.Contains(slot)) shown.Add(slot);
        }
    }

    // An event of far in the future would move the window away from all others.
    private long TimeOf(SummarySample sample)
    {
        var now = _clock.UtcTicks;
        if (sample.EventTicks == 0) return now == 0 ? _latestTicks : now;
        return now != 0 && sample.EventTicks > now + _windowTicks ? now : sample.EventTicks;
    }
}
