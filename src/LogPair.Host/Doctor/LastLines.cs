using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;

namespace LogPair.Host.Doctor;

/// <summary>The first and the last lines of a file, as if they were all of it.</summary>
/// <remarks>The first tell of the format, and of columns; the last are the newest. In between may be
/// gigabytes.</remarks>
internal sealed class LastLines : ISegmentFile
{
    private const int HeadBytes = 16 << 10;
    private const int TailBytes = 64 << 10;

    private readonly FileFacts _facts;
    private readonly byte[] _content;

    private LastLines(FileFacts facts, byte[] content) =>
        (_facts, _content) = (facts with { Size = content.Length }, content);

    /// <exception cref="IOException">The file system does not answer.</exception>
    public static LastLines? TryRead(in DiscoveredFile file)
    {
        if (!SegmentFile.TryOpen(file, out var opened, out _)) return null;

        using (opened)
        {
            var facts = opened.GetFacts();
            if (facts.Size <= HeadBytes + TailBytes) return new LastLines(facts, Read(opened, 0, (int)facts.Size));

            var head = Read(opened, 0, HeadBytes).AsSpan();
            var tail = Read(opened, facts.Size - TailBytes, TailBytes).AsSpan();
            return new LastLines(facts,
                [.. head[..(head.LastIndexOf((byte)'\n') + 1)], .. tail[(tail.IndexOf((byte)'\n') + 1)..]]);
        }
    }

    public FileFacts GetFacts() => _facts;

    public int Read(Span<byte> destination, long offset)
    {
        var rest = _content.AsSpan((int)Math.Min(offset, _content.Length));
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }

    public void Dispose()
    {
        // It is memory.
    }

    private static byte[] Read(SegmentFile file, long offset, int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count && file.Read(bytes.AsSpan(filled), offset + filled) is > 0 and var read) filled += read;
        return bytes[..filled];
    }
}
