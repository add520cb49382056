namespace LogPair.Processor.Tailing;

/// <summary>A file's bytes from its start, for what wants a stream. Leaves the file open.</summary>
internal sealed class SegmentFileStream(ISegmentFile file) : Stream
{
    private long _position;

    // Read instead of the file; null while that is read.
    private byte[]? _end;
    private int _endPosition;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>What is read from now on, whatever the file has.</summary>
    public void EndWith(byte[] end) => _end = end;

    public override int Read(Span<byte> buffer)
    {
        if (_end is not null) return ReadEnd(buffer, _end);

        var read = file.Read(buffer, _position);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int ReadEnd(Span<byte> buffer, byte[] end)
    {
        var length = Math.Min(buffer.Length, end.Length - _endPosition);
        end.AsSpan(_endPosition, length).CopyTo(buffer);
        _endPosition += length;
        return length;
    }
}
