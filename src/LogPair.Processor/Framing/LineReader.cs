using System.Buffers;

namespace LogPair.Processor.Framing;

/// <summary>The lines of one read, and what they add up to.</summary>
/// <remarks>
/// The counts are of this read alone and cover exactly the bytes that it makes committable,
/// so they belong into the same transaction as the new offset. Dispose it after the last line.
/// </remarks>
internal ref struct LineReader
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly LineFramer _framer;
    private readonly ReadOnlySequence<byte> _buffer;
    private readonly LastBytes _lastBytes;
    private readonly long _committableBefore;
    private readonly int _feedBytes;
    private readonly LineFeeds _wideFeeds;

    // _rest begins _consumed bytes into _buffer and ends with the segment of memory that holds that byte.
    private ReadOnlySpan<byte> _rest;
    private long _consumed;

    // Where in the segment the line last read ends, its line feed included; where reading began if there was none.
    private long _endOfLast;
    private byte[]? _joined;

    internal LineReader(LineFramer framer, in ReadOnlySequence<byte> buffer, LastBytes lastBytes)
    {
        _framer = framer;
        _buffer = buffer;
        _lastBytes = lastBytes;
        _committableBefore = framer.CommittableOffset;
        _feedBytes = framer.FeedBytes;
        if (_feedBytes > 1) _wideFeeds = new LineFeeds(framer.Encoding);
        _rest = buffer.FirstSpan;
        LineOffset = _endOfLast = framer.CommittableOffset;
    }

    /// <summary>Bytes from the start of the segment to the first byte of the line last read.</summary>
    public long LineOffset { get; private set; }

    /// <summary>Lines given so far, blank ones too.</summary>
    public int Lines { get; private set; }

    /// <summary>Lines given up because they are longer than <see cref="LineFramer.MaxLineBytes"/>.</summary>
    public int TooLongLines { get; private set; }

    /// <summary>Whether a carriage return stands before the line feed of the line last read.</summary>
    public bool HasCarriageReturn { get; private set; }

    /// <summary>Bytes of the lines in <see cref="TooLongLines"/>, line feeds included.</summary>
    public long TooLongBytes { get; private set; }

    /// <summary>Bytes that this read adds to the offset that may be committed; ends just past a line feed.</summary>
    /// <remarks>
    /// Less than consumed while a line is being discarded; more when it ends, by what earlier reads consumed of it.
    /// </remarks>
    public readonly long CommittableBytes => _framer.CommittableOffset - _committableBefore;

    /// <summary>Whether lines that are too long lie behind the one last read.</summary>
    public readonly bool IsPastTooLong => _endOfLast != _framer.CommittableOffset;

    /// <summary>Where the next read must begin.</summary>
    public readonly SequencePosition Consumed => _buffer.GetPosition(_consumed);

    /// <summary>
    /// Bytes from the start of the next line on, as many as lie together; empty where a line's end cannot be told from them.
    /// </summary>
    public readonly ReadOnlySpan<byte> Upcoming => _feedBytes == 1 && !_framer.IsDiscarding ? _rest : default;

    /// <summary>Takes the next lines, whose ends the caller found in <see cref="Upcoming"/>.</summary>
    /// <param name="lines">How many; none is longer than <see cref="LineFramer.MaxLineBytes"/>.</param>
    /// <param name="bytes">Of all of them with their endings: a line feed each, or a carriage return before it.</param>
    /// <param name="lastBytes">Of the last one.</param>
    public void Take(int lines, int bytes, int lastBytes)
    {
        _rest = _rest[bytes..];
        _consumed += bytes;
        _endOfLast = _framer.Advance(bytes);
        LineOffset = _endOfLast - lastBytes;
        Lines += lines;
    }

    /// <summary>Takes the next line.</summary>
    /// <param name="line">Without its line feed; valid until the next call, and no longer than the buffer.</param>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = _feedBytes == 1 ? _rest.IndexOf(LineFeed) : _wideFeeds.IndexIn(_rest, NextOffset);
            if (length < 0) return TryReadAcross(out line);

            var taken = _rest[..length];
            _rest = _rest[(length + _feedBytes)..];
            if (TryEndLine(length, _feedBytes))
            {
                line = WithoutCarriageReturn(taken);
                return true;
            }
        }
    }

    /// <summary>The last lines that were read are not done with: they are not counted, and come again.</summary>
    /// <param name="offset">Where the first of them begins; no line that is too long follows it.</param>
    /// <param name="lines">How many they are.</param>
    public void Hold(long offset, int lines)
    {
        _consumed -= _framer.CommittableOffset - offset;
        _framer.HoldFrom(offset);
        Lines -= lines;
    }

    public void Dispose()
    {
        if (_joined is null) return;

        ArrayPool<byte>.Shared.Return(_joined);
        _joined = null;
    }

    // In the segment, of the byte at _consumed.
    private readonly long NextOffset => _framer.CommittableOffset + _framer.DiscardingBytes;

    /// <summary>The first segment of memory has no more line feed: looks in all that follow.</summary>
    private bool TryReadAcross(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = _buffer.Slice(_consumed);
            var length = _feedBytes == 1 ? IndexOfFeed(rest) : _wideFeeds.IndexIn(rest, NextOffset);
            if (length < 0) return TryReadLast(rest, out line);

            var taken = rest.Slice(0, length);
            var isWhole = TryEndLine(length, _feedBytes);
            _rest = _buffer.Slice(_consumed).FirstSpan;
            if (isWhole)
            {
                line = WithoutCarriageReturn(Join(taken));
                return true;
            }
        }
    }

    /// <summary>There is no more line feed: what remains is held, discarded or the last line.</summary>
    private bool TryReadLast(ReadOnlySequence<byte> rest, out ReadOnlySpan<byte> line)
    {
        line = default;
        _rest = default;
        if (_lastBytes == LastBytes.AreALine && (_framer.IsDiscarding || !rest.IsEmpty))
        {
            if (!TryEndLine(rest.Length, feedBytes: 0)) return false;

            line = WithoutCarriageReturn(Join(rest));
            return true;
        }

        // Half of a line feed may be its beginning.
        var given = rest.Length - rest.Length % _feedBytes;
        if (_framer.IsDiscarding || given > _framer.MaxLineBytes)
        {
            _framer.Discard(given);
            _consumed += given;
        }

        return false;
    }

    /// <summary>Consumes a line and counts it.</summary>
    /// <returns>False if it is too long to be passed on.</returns>
    private bool TryEndLine(long length, int feedBytes)
    {
        var isTooLong = _framer.IsDiscarding || length > _framer.MaxLineBytes;
        LineOffset = _framer.CommittableOffset;
        _consumed += length + feedBytes;
        var whole = _framer.EndLine(length + feedBytes);
        if (isTooLong)
        {
            TooLongLines++;
            TooLongBytes += whole;
            return false;
        }

        Lines++;
        _endOfLast = _framer.CommittableOffset;
        return true;
    }

    /// <summary>Lines that lie across segments of memory are copied once; there is one such line at a time.</summary>
    private ReadOnlySpan<byte> Join(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment) return line.FirstSpan;

        var length = (int)line.Length;
        if (_joined is null || _joined.Length < length)
        {
            Dispose();
            _joined = ArrayPool<byte>.Shared.Rent(length);
        }

        line.CopyTo(_joined);
        return _joined.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> WithoutCarriageReturn(ReadOnlySpan<byte> line)
    {
        if (_feedBytes > 1) return _wideFeeds.WithoutCarriageReturn(line);

        HasCarriageReturn = line is [.., CarriageReturn];
        return HasCarriageReturn ? line[..^1] : line;
    }

    private static long IndexOfFeed(in ReadOnlySequence<byte> rest) =>
        rest.PositionOf(LineFeed) is { } feed ? rest.Slice(0, feed).Length : -1;
}
