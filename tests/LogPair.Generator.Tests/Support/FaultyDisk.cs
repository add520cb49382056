using LogPair.Generator.Segments;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Tests.Support;

/// <summary>
/// A disk with as much room as a test gives it. Takes what fits and then fails, as a file system does.
/// </summary>
internal sealed class FaultyDisk
{
    private const int Eio = 5;

    /// <summary>Bytes that can still be written.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>How the disk fails when there is no room: ENOSPC, unless a test says otherwise.</summary>
    public int Errno { get; set; } = 28;

    /// <summary>Whether a partial write can be cut off again.</summary>
    public bool CanCut { get; set; } = true;

    public ISegmentFile Wrap(SafeFileHandle handle) => new FaultyFile(this, new SegmentFile(handle));

    private sealed class FaultyFile(FaultyDisk disk, SegmentFile file) : ISegmentFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var fits = Math.Min(disk.Room, bytes.Length);
            file.Write(bytes[..fits], offset);
            disk.Room -= fits;
            if (fits < bytes.Length) throw new IOException("No space left on device", disk.Errno);
        }

        public void SetLength(long length)
        {
            if (!disk.CanCut) throw new IOException("Input/output error", Eio);
            file.SetLength(length);
        }
    }
}
