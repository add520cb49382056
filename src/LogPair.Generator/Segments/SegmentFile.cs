using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Segments;

/// <summary>The file that Serilog's sink has opened, written to past its buffer.</summary>
internal sealed class SegmentFile(SafeFileHandle handle) : ISegmentFile
{
    public long Length => RandomAccess.GetLength(handle);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(handle, length);
}
