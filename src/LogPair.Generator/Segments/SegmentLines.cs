using LogPair.Contract;

namespace LogPair.Generator.Segments;

/// <summary>The lines of a segment: each is written with one call, past the text writer of Serilog's sink.</summary>
/// <remarks>
/// A line reaches the kernel whole or, if the process dies, not at all, and it is there when the call returns. A failed
/// write leaves no trace: what landed is cut off and the line is forgotten, so that nothing is written twice or late.
/// Not thread-safe; the sink's lock owns it.
/// </remarks>
internal sealed class SegmentLines(ISegmentFile file)
{
    /// <summary>Whole lines in the file. Its bytes are the offset of the next line.</summary>
    public SegmentDigest Written { get; } = new();

    /// <summary>
    /// Part of a line was in the file for a moment. A reader may hold these bytes,
    /// and would join them with whatever came next, so nothing may come next.
    /// </summary>
    public bool MustEnd { get; private set; }

    /// <summary>Bytes after the last line feed that could not be cut off.</summary>
    public long TornBytes { get; private set; }

    /// <param name="line">With its line feed.</param>
    /// <exception cref="IOException">Nothing of the line counts as written.</exception>
    public void Append(ReadOnlySpan<byte> line)
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

        Written.Append(line);
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
