using System.Buffers;

namespace LogPair.Processor.Aggregation.Sketches;

/// <summary>Counts by bin, for bins that are near to each other.</summary>
/// <remarks>
/// At most <see cref="MaxBins"/>: when values are spread wider, the lowest bins become one, so that only low quantiles
/// lose
/// their accuracy. Counts are integers of 32 bits and stay at their greatest value when they reach it.
/// </remarks>
internal sealed class BinStore
{
    /// <summary>Bins that are kept apart: a spread of 7.8e8 to 1, such as a microsecond to thirteen minutes.</summary>
    public const int MaxBins = 1024;

    private const int Growth = 32;

    // _counts[i] is that of bin _lowest + i. Empty until there is a value.
    private uint[] _counts = [];
    private int _lowest;

    /// <summary>Of all bins.</summary>
    public long Count { get; private set; }

    /// <summary>Bins from <see cref="Lowest"/> on.</summary>
    public ReadOnlySpan<uint> Counts => _counts;

    public int Lowest => _lowest;

    public void Add(int bin, uint count)
    {
        if (_counts.Length == 0) (_lowest, _counts) = (bin - (Growth / 2), new uint[Growth]);
        var place = MakeRoom(bin);
        ref var cell = ref _counts[place];
        var added = Math.Min(count, uint.MaxValue - cell);
        cell += added;
        Count += added;
    }

    public void Merge(BinStore other)
    {
        // From the highest: what is below the room that they leave is put together only once.
        for (var i = other._counts.Length - 1; i >= 0; i--)
        {
            if (other._counts[i] > 0) Add(other._lowest + i, other._counts[i]);
        }
    }

    /// <summary>Forgets all values. Keeps its memory.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <summary>Writes the bins that are not empty.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        var used = _counts.Count(count => count > 0);
        SketchNumbers.Write(output, (ulong)used);
        var last = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0) continue;
            SketchNumbers.WriteSigned(output, _lowest + i - last);
            SketchNumbers.Write(output, _counts[i]);
            last = _lowest + i;
        }
    }

    /// <exception cref="ArgumentException">It is not what <see cref="Write"/> writes.</exception>
    public void Read(ref ReadOnlySpan<byte> saved)
    {
        Clear();
        var bin = 0L;
        for (var used = SketchNumbers.Take(ref saved); used > 0; used--)
        {
            bin += SketchNumbers.TakeSigned(ref saved);
            Add(checked((int)bin), checked((uint)SketchNumbers.Take(ref saved)));
        }
    }

    /// <returns>Where the bin is counted now.</returns>
    private int MakeRoom(int bin)
    {
        if (IsInside(bin)) return bin - _lowest;

        var highest = Math.Max(bin, LastUsed());
        bin = Math.Max(bin, highest - MaxBins + 1);
        if (!IsInside(bin)) Move(Math.Max(Math.Min(bin, FirstUsed()), highest - MaxBins + 1), highest);
        return bin - _lowest;
    }

    private bool IsInside(int bin) => bin >= _lowest && bin < _lowest + _counts.Length;

    private void Move(int lowest, int highest)
    {
        // Some room on the side that grows, or every new bin would copy all of them.
        var length = Math.Min(MaxBins, highest - lowest + 1 + Growth);
        var start = Math.Max(highest - length + 1, lowest - (Growth / 2));
        var counts = new uint[length];
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] == 0) continue;
            ref var cell = ref counts[Math.Max(0, _lowest + i - start)];
            cell += Math.Min(_counts[i], uint.MaxValue - cell);
        }

        (_counts, _lowest) = (counts, start);
    }

    private int FirstUsed()
    {
        var index = _counts.AsSpan().IndexOfAnyExcept(0u);
        return index < 0 ? int.MaxValue : _lowest + index;
    }

    private int LastUsed()
    {
        var index = _counts.AsSpan().LastIndexOfAnyExcept(0u);
        return index < 0 ? int.MinValue : _lowest + index;
    }
}
