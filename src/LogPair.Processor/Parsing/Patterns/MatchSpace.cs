using System.Numerics;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Memory of one thread for matching, and how much of it a pattern may use.</summary>
internal sealed class MatchSpace
{
    /// <summary>Most steps back and forth for one text: 3 to 20 ms, however hostile it is.</summary>
    public const long MaxSteps = 400_000;

    /// <summary>Most bits to remember the steps of a text without giving their memory back after it.</summary>
    public const long KeptBits = KeptWords * 64L;

    /// <summary>Most bits to remember where the steps have been: 4 MiB.</summary>
    public const long MaxVisitedBits = 32L * 1024 * 1024;

    /// <summary>Most ways that are put off for later at a time: 6 MiB of them.</summary>
    public const int MaxPending = 512 * 1024;

    /// <summary>Longest text in bytes for which the states of an automaton are noted: 8 MiB of them.</summary>
    public const int MaxTrail = 4 * 1024 * 1024;

    // What is larger than this was needed for an unusual line, and is given back after it.
    private const int KeptWords = 32 * 1024;
    private const int KeptPending = 16 * 1024;
    private const int KeptTrail = 128 * 1024;

    [ThreadStatic]
    private static MatchSpace? _own;

    private ulong[] _visited = new ulong[256];
    private PendingStep[] _pending = new PendingStep[64];
    private ushort[] _trail = new ushort[256];

    // _count <= _pending.Length
    private int _count;

    /// <summary>That of the calling thread.</summary>
    public static MatchSpace Own => _own ??= new MatchSpace();

    /// <summary>Forgets everything and makes room.</summary>
    /// <returns>False if there would be more bits than are granted.</returns>
    public bool TryBegin(long bits)
    {
        _count = 0;
        if (bits > MaxVisitedBits) return false;

        var words = (int)((bits + 63) / 64);
        if (_visited.Length < words) _visited = new ulong[Math.Max(words, _visited.Length * 2)];
        else Array.Clear(_visited, 0, words);
        return true;
    }

    /// <summary>Room for the states of an automaton; not cleared.</summary>
    public Span<ushort> Trail(int length)
    {
        if (_trail.Length < length) _trail = GC.AllocateUninitializedArray<ushort>(Math.Max(length, _trail.Length * 2));
        return _trail.AsSpan(0, length);
    }

    /// <summary>Gives back what was needed for an unusual text.</summary>
    public void End()
    {
        if (_visited.Length > KeptWords) _visited = new ulong[256];
        if (_pending.Length > KeptPending) _pending = new PendingStep[64];
        if (_trail.Length > KeptTrail) _trail = new ushort[256];
    }

    /// <returns>False if the bit was set before.</returns>
    public bool TryVisit(long bit)
    {
        ref var word = ref _visited[bit >> 6];
        var mask = 1UL << (int)(bit & 63);
        if ((word & mask) != 0) return false;

        word |= mask;
        return true;
    }

    /// <summary>Sets bits up to the first one that is set already.</summary>
    /// <param name="first">The first bit.</param>
    /// <param name="count">Of bits.</param>
    /// <returns>How many were set.</returns>
    public int Visit(long first, int count)
    {
        for (var done = 0; done < count;)
        {
            var offset = (int)((first + done) & 63);
            var width = Math.Min(64 - offset, count - done);
            var mask = (width == 64 ? ulong.MaxValue : (1UL << width) - 1) << offset;
            ref var word = ref _visited[(first + done) >> 6];
            var known = word & mask;
            if (known != 0)
            {
                var free = BitOperations.TrailingZeroCount(known) - offset;
                word |= (1UL << (offset + free)) - (1UL << offset);
                return done + free;
            }

            word |= mask;
            done += width;
        }

        return count;
    }

    /// <returns>False if too many are pending already.</returns>
    public bool TryPush(PendingStep pending)
    {
        if (_count == _pending.Length)
        {
            if (_count == MaxPending) return false;
            Array.Resize(ref _pending, _count * 2);
        }

        _pending[_count++] = pending;
        return true;
    }

    /// <returns>False if nothing is pending.</returns>
    public bool TryPop(out PendingStep pending)
    {
        pending = default;
        if (_count == 0) return false;

        pending = _pending[--_count];
        return true;
    }
}
