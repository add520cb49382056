using System.Buffers;

namespace LogPair.Processor.Framing;

/// <summary>Finds line feeds that are two bytes, at even offsets of the segment.</summary>
/// <param name="encoding">One of the two that are UTF-16.</param>
internal readonly struct LineFeeds(TextEncoding encoding)
{
    private const byte Feed = (byte)'\n';

    // Where in its two bytes the one is that is not zero.
    private readonly int _place = encoding == TextEncoding.Utf16LittleEndian ? 0 : 1;

    /// <summary>Bytes before the first line feed; -1 if there is none, or not all of it.</summary>
    /// <param name="rest">Where to look.</param>
    /// <param name="offset">Of its first byte in the segment.</param>
    public int IndexIn(ReadOnlySpan<byte> rest, long offset)
    {
        var isOdd = (int)(offset & 1);
        for (var at = 0; at < rest.Length; at++)
        {
            var found = rest[at..].IndexOf(Feed);
            if (found < 0) return -1;

            at += found;
            var start = at - _place;
            if (start < 0 || ((start + isOdd) & 1) != 0 || start + 1 >= rest.Length) continue;
            if (rest[start + 1 - _place] == 0) return start;
        }

        return -1;
    }

    /// <inheritdoc cref="IndexIn(ReadOnlySpan{byte}, long)"/>
    /// <remarks>Memory in pieces is rare, and is copied to be searched.</remarks>
    public long IndexIn(ReadOnlySequence<byte> rest, long offset) =>
        IndexIn(rest.IsSingleSegment ? rest.FirstSpan : rest.ToArray(), offset);

    /// <param name="line">Without its line feed.</param>
    public ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || (line.Length & 1) != 0) return line;

        return line[^(2 - _place)] == '\r' && line[^(1 + _place)] == 0 ? line[..^2] : line;
    }
}
