using System.Buffers;

namespace LogPair.Processor.Framing;

/// <summary>What framing of one segment must remember between reads.</summary>
/// <remarks>
/// One owner at a time. A line is the bytes up to a line feed, without it and without a carriage return before it.
/// Bytes after the last line feed are held: they are not consumed and come again, longer, with the next read.
/// A line over the limit is given up as it passes, so that memory stays bounded whatever the producer writes.
/// </remarks>
internal sealed class LineFramer
{
    /// <summary>Longest line that is passed on, in bytes without the line feed. Default 262 144 (256 KiB).</summary>
    /// <remarks>Room for a long exception; Fluent Bit stops at 32 KiB, Vector at 100 KiB.</remarks>
    public const int DefaultMaxLineBytes = 262_144;

    /// <param name="offset">Where in the segment the first read begins; must be just past a line feed, or 0.</param>
    /// <param name="maxLineBytes">Without the line feed, with a carriage return. Positive.</param>
    public LineFramer(long offset = 0, int maxLineBytes = DefaultMaxLineBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxLineBytes);
        CommittableOffset = offset;
        MaxLineBytes = maxLineBytes;
    }

    public int MaxLineBytes { get; }

    /// <summary>
    /// Tells what a line feed is; <see cref="TextEncoding.Auto"/> is as good as UTF-8. Set before the first read.
    /// </summary>
    public TextEncoding Encoding { get; set; }

    /// <summary>Bytes of a line feed.</summary>
    public int FeedBytes => Encoding is TextEncoding.Utf16LittleEndian or TextEncoding.Utf16BigEndian ? 2 : 1;

    /// <summary>Bytes from the start of the segment to just past the last line feed seen.</summary>
    public long CommittableOffset { get; private set; }

    /// <summary>
    /// Bytes consumed of a line that is too long and has not ended yet; 0 when no line is being discarded.
    /// They count as lost only with the line's end, so that a restart before it does not count them twice.
    /// </summary>
    public long DiscardingBytes { get; private set; }

    public bool IsDiscarding => DiscardingBytes > 0;

    /// <summary>Lines of a segment that may grow: bytes after the last line feed are held.</summary>
    /// <param name="buffer">Begins where the last reader's <see cref="LineReader.Consumed"/> was.</param>
    public LineReader Read(in ReadOnlySequence<byte> buffer) => new(this, buffer, LastBytes.Hold);

    /// <summary>Lines of a segment at rest: bytes after the last line feed are its last line.</summary>
    /// <param name="buffer">As for <see cref="Read"/>, up to the end of the segment.</param>
    public LineReader ReadToEnd(in ReadOnlySequence<byte> buffer) => new(this, buffer, LastBytes.AreALine);

    /// <summary>Forgets everything and goes on at another place, for example after a truncation.</summary>
    public void Restart(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        CommittableOffset = offset;
        DiscardingBytes = 0;
    }

    /// <summary>Lines from an offset on are not done with: they come again with the next read.</summary>
    /// <param name="offset">Where a line begins; no line is being discarded.</param>
    internal void HoldFrom(long offset) => CommittableOffset = offset;

    /// <summary>Bytes were consumed whose line has not ended.</summary>
    internal void Discard(long bytes) => DiscardingBytes += bytes;

    /// <summary>Whole lines were consumed, and none is being discarded.</summary>
    /// <param name="bytes">Of the lines, their line feeds included.</param>
    /// <returns>The new <see cref="CommittableOffset"/>.</returns>
    internal long Advance(int bytes) => CommittableOffset += bytes;

    /// <summary>A line ended, <paramref name="bytes"/> after the last consumed byte.</summary>
    /// <returns>The whole line's bytes, its line feed included.</returns>
    internal long EndLine(long bytes)
    {
        var whole = DiscardingBytes + bytes;
        CommittableOffset += whole;
        DiscardingBytes = 0;
        return whole;
    }
}
