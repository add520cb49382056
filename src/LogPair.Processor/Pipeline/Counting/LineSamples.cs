using System.Text;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Lines that came to nothing, for people: how many for each reason, and the last few of each.</summary>
/// <remarks>Safe from any thread. Memory is bounded: each reason keeps <see cref="Kept"/> lines, cut to
/// <see cref="MaxBytes"/>; reasons are a closed set.</remarks>
internal sealed class LineSamples
{
    /// <summary>Reason of a record that no rule matched. Others are those of <c>logpair_unparsed_lines_total</c>.</summary>
    public const string Unmatched = "unmatched";

    /// <summary>Lines kept for each reason, the latest ones.</summary>
    public const int Kept = 5;

    /// <summary>Bytes kept of a line: about what a wide terminal shows.</summary>
    public const int MaxBytes = 240;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Ring> _rings = new(StringComparer.Ordinal);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Reasons
    {
        get
        {
            lock (_gate) return [.. _rings.Keys];
        }
    }

    public void Add(string reason, ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            if (!_rings.TryGetValue(reason, out var ring)) _rings[reason] = ring = new Ring();
            ring.Add(line);
        }
    }

    /// <summary>All lines of this reason, those not kept included.</summary>
    public long Count(string reason)
    {
        lock (_gate) return _rings.TryGetValue(reason, out var ring) ? ring.Count : 0;
    }

    /// <summary>The lines kept, oldest first; one that was cut ends in <c>…</c>.</summary>
    public IReadOnlyList<string> Lines(string reason)
    {
        lock (_gate) return _rings.TryGetValue(reason, out var ring) ? ring.Lines : [];
    }

    private sealed class Ring
    {
        // Line i is in slot i % Kept. Buffers are reused: a log of nothing but such lines must not feed the collector.
        private readonly byte[][] _lines = [.. Enumerable.Range(0, Kept).Select(_ => new byte[MaxBytes])];
        private readonly int[] _lengths = new int[Kept];

        public long Count { get; private set; }

        public IReadOnlyList<string> Lines =>
            [.. Enumerable.Range(0, (int)Math.Min(Count, Kept)).Select(i => Text((int)((Math.Max(Count - Kept, 0) + i) % Kept)))];

        public void Add(ReadOnlySpan<byte> line)
        {
            var slot = (int)(Count++ % Kept);
            _lengths[slot] = line.Length;
            line[..Math.Min(line.Length, MaxBytes)].CopyTo(_lines[slot]);
        }

        private string Text(int slot) => _lengths[slot] <= MaxBytes
            ? Encoding.UTF8.GetString(_lines[slot], 0, _lengths[slot])
            : Encoding.UTF8.GetString(_lines[slot], 0, MaxBytes).TrimEnd('\ufffd') + "…";
    }
}
