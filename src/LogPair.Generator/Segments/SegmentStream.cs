using System.Buffers;
using LogPair.Contract;

namespace LogPair.Generator.Segments;

/// <summary>
/// Between Serilog's text writer and the file: collects the bytes
/// of one event, and writes them with one call when flushed.
/// </summary>
/// <remarks>
/// Serilog's unbuffered sink flushes after each event, so that a line reaches the kernel whole or, if the process dies,
/// not at all. A failed write leaves no trace: what landed is cut off and the event's bytes are forgotten, so that
/// nothing is written twice or late. Not thread-safe; the sink's lock owns it.
/// </remarks>
internal sealed class SegmentStream(Stream inner, ISegmentFile file) : Stream
{
    /// <summary>A buffer that one huge event made grow is given back beyond this size.</summary>
    private const int KeptCapacity = 1024 * 1024;

    // Bytes of the one event that is being written; empty between events.
    private ArrayBufferWriter<byte> _pending = new(4096);

    /// <summary>Whole lines in the file. Its bytes are the offset of the next line.</summary>
    public SegmentDigest Written { get; } = new();

    /// <summary>
    /// Part of a line was in the file for a moment. A reader may hold these bytes,
    /// and would join them with whatever came next, so nothing may come next.
    /// </summary>
    public bool MustEnd { get; private set; }

    /// <summary>Bytes after the last line feed that could not be cut off.</summary>
    public long TornBytes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _pending.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        if (_pending.WrittenCount == 0) return;

        var line = _pending.WrittenSpan;
        try
        {
            file.Write(line, Written.Bytes);
            Written.Append(line);
        }
        catch
        {
            CutBack();
            throw;
        }
        finally
        {
            Forget();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void CutBack()
    {
        try
        {
            TornBytes = file.Length - Written.Bytes;
            MustEnd = TornBytes != 0;
            if (!MustEnd) return;

            file.SetLength(Written.Bytes);
            TornBytes = 0;
        }
        catch (IOException)
        {
            // The failure of the write is the one to tell; the seal tells of the torn bytes.
            MustEnd = true;
        }
    }

    private void Forget()
    {
        if (_pending.Capacity > KeptCapacity) _pending = new ArrayBufferWriter<byte>(4096);
        else _pending.ResetWrittenCount();
    }
}
