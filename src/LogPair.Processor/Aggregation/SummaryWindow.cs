using System.Buffers;
using LogPair.Processor.Aggregation.Sketches;

namespace LogPair.Processor.Aggregation;

/// <summary>
/// The values of one summary series: all of them as sum and count, the latest as sketches by slice of time.
/// </summary>
internal sealed class SummaryWindow
{
    /// <summary>Slices that a window has. It moves on by one of them at a time.</summary>
    public const int Slices = 10;

    // The slice numbered n is at n % Slices, if _numbers says that it is n and not an earlier one.
    private readonly QuantileSketch?[] _sketches = new QuantileSketch?[Slices];
    private readonly long[] _numbers = new long[Slices];

    public double Sum { get; private set; }

    public double Count { get; private set; }

    /// <summary>Takes a value.</summary>
    /// <param name="sample">The value.</param>
    /// <param name="slice">Of its event.</param>
    /// <param name="end">The last slice of the window; what is older than the window counts in sum and count
    /// alone.</param>
    public void Add(SummarySample sample, long slice, long end)
    {
        Sum += sample.Value;
        Count++;
        if (slice <= end - Slices) return;

        Sketch(slice).Add(sample.Value, sample.Bin);
    }

    /// <summary>Adds the sketches of the window that ends with a slice.</summary>
    public void MergeInto(QuantileSketch sketch, long end)
    {
        for (var i = 0; i < Slices; i++)
        {
            if (IsInside(i, end)) sketch.Merge(_sketches[i]!);
        }
    }

    public void Write(IBufferWriter<byte> output, long end)
    {
        SavedNumbers.Write(output, Sum);
        SavedNumbers.Write(output, Count);
        for (var i = 0; i < Slices; i++)
        {
            if (!IsInside(i, end)) continue;
            SavedNumbers.Write(output, _numbers[i]);
            _sketches[i]!.Write(output);
        }
    }

    /// <returns>The latest slice that was written; 0 if none.</returns>
    public long Read(ReadOnlySpan<byte> saved)
    {
        Sum = SavedNumbers.TakeDouble(ref saved);
        Count = SavedNumbers.TakeDouble(ref saved);
        var latest = 0L;
        while (!saved.IsEmpty)
        {
            var slice = SavedNumbers.TakeInt64(ref saved);
            Sketch(slice).Read(ref saved);
            latest = Math.Max(latest, slice);
        }

        return latest;
    }

    private bool IsInside(int i, long end) =>
        _sketches[i] is not null && _numbers[i] > end - Slices && _numbers[i] <= end;

    private QuantileSketch Sketch(long slice)
    {
        var i = (int)(slice % Slices);
        var sketch = _sketches[i] ??= new QuantileSketch();
        if (_numbers[i] != slice) sketch.Clear();
        _numbers[i] = slice;
        return sketch;
    }
}
