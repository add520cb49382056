using LogPair.Contract;

namespace LogPair.Generator.Segments;

/// <summary>The lines of a segment: each is written with one call, or waits for a call that writes several.</summary>
/// <remarks>
/// A line reaches the kernel whole or, if the process dies, not at all, and it is there when the call returns. A failed
/// write leaves no trace: what landed is cut off and the line is forgotten, so that nothing is written twice or late.
/// A failed write of lines that wait may leave some of them, or a part of one: they go on waiting, and the next attempt
/// writes the same bytes to the same place. Not thread-safe; the sink's lock owns it.
/// </remarks>
/// <param name="file">Past the text writer of Serilog's sink.</param>
/// <param name="waiting">Null if no line is to wait.</param>
internal sealed class SegmentLines(ISegmentFile file, WaitingLines? waiting) : IDisposable
{
    /// <summary>Whole lines that the kernel has. Its bytes are the offset of the next line.</summary>
    public SegmentDigest Written { get; } = new();

    /// <summary>Whether lines wait to be in the file.</summary>
    public bool AreWaiting => waiting is { IsEmpty: false };

    /// <summary>Whether the file is as long as what was written here made it.</summary>
    public bool IsLength(long length) => AreWaiting
        ? length >= waiting!.Offset && length <= Written.Bytes
        : length == Written.Bytes;

    /// <summary>
    /// Part of a line was in the file for a moment. A reader may hold these bytes,
    /// and would join them with whatever came next, so nothing may come next.
    /// </summary>
    public bool MustEnd { get; private set; }

    /// <summary>Bytes after the last line feed that could not be cut off.</summary>
    public long TornBytes { get; private set; }

    /// <param name="line">With its line feed.</param>
    /// <param name="mayWait">Whether it need not be in the file at once. It waits in any case if others do.</param>
    /// <exception cref="IOException">Nothing of the line counts as written.</exception>
    public void Append(ReadOnlySpan<byte> line, bool mayWait)
    {
        if (!(mayWait || AreWaiting) || !TryWait(line)) Write(line);
        Written.Append(line, lines: 1);
    }

    /// <summary>Writes what waits.</summary>
    /// <exception cref="IOException">It goes on waiting.</exception>
    public void WriteWaiting()
    {
        if (!AreWaiting) return;

        file.Write(waiting!.Lines, waiting.Offset);
        waiting.Clear();
    }

    public void Dispose() => waiting?.Dispose();

    /// <returns>False if lines do not wait here, or not lines of this length; nobody else waits then.</returns>
    private bool TryWait(ReadOnlySpan<byte> line)
    {
        if (waiting is null) return false;
        if (waiting.TryAdd(line, Written.Bytes)) return true;

        WriteWaiting();
        return waiting.TryAdd(line, Written.Bytes);
    }

    private void Write(ReadOnlySpan<byte> line)
    {
        try
        {
            file.Write(line, Written.Bytes);
        }
        catch
        {
            CutBack();
            throw;
        }
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
}
