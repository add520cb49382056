using System.Text;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>The latest lines of one kind, for people: a few, cut short.</summary>
/// <remarks>Thread-safe. Memory is bounded, and taking a line allocates nothing once the ring is full.</remarks>
internal sealed class LineSamples
{
    /// <summary>Lines that are kept.</summary>
    public const int Kept = 20;

    /// <summary>Bytes of a line that are kept.</summary>
    public const int MaxLineBytes = 1024;

    private readonly Lock _lock = new();

    // _taken lines were taken; the latest Kept of them are in the ring, the next one goes to _taken % Kept.
    private readonly Entry[] _ring = new Entry[Kept];
    private long _taken;

    /// <summary>Takes a line.</summary>
    public void Take(string reason, string path, ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            ref var entry = ref _ring[_taken++ % Kept];
            entry.Reason = reason;
            entry.Path = path;
            entry.Length = Math.Min(line.Length, MaxLineBytes);
            entry.Bytes ??= new byte[MaxLineBytes];
            line[..entry.Length].CopyTo(entry.Bytes);
        }
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<LineSample> Latest()
    {
        lock (_lock)
        {
            var samples = new List<LineSample>();
            for (var i = _taken - 1; i >= Math.Max(0, _taken - Kept); i--)
            {
                var entry = _ring[i % Kept];
                samples.Add(new LineSample(entry.Reason, entry.Path, Encoding.UTF8.GetString(entry.Bytes, 0, entry.Length)));
            }

            return samples;
        }
    }

    private struct Entry
    {
        public string Reason;
        public string Path;
        public byte[] Bytes;
        public int Length;
    }
}
