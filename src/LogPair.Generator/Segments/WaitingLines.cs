using System.IO.MemoryMappedFiles;
using System.Runtime.Versioning;
using LogPair.Contract;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Generator.Segments;

/// <summary>
/// Lines of a segment that are not in it yet, in a file beside it that is mapped into memory: they cost no call of the
/// system, and outlive the process all the same, because the pages are the kernel's.
/// </summary>
/// <remarks>
/// The file is <c>.app20261122.log.waiting</c>, which no glob for logs matches, private to the generator, and there
/// only while its segment is unsealed. It holds, in the machine's byte order, a magic number, the offset in the
/// segment of the first waiting line, and the length of all waiting lines (8 bytes each); and then these. The
/// length is written last, so that a process may be killed between any two instructions.
/// Not thread-safe; the sink's lock owns it.
/// </remarks>
internal sealed unsafe class WaitingLines : IDisposable
{
    /// <summary>What the file takes on the volume, always.</summary>
    public const int FileBytes = 64 * 1024;

    /// <summary>Of waiting lines.</summary>
    public const int Capacity = FileBytes - HeaderBytes;

    private const string Suffix = ".waiting";

    // "LPwait" and version 1.
    private const ulong Magic = 0x0001_7469_6177_504C;
    private const int OffsetAt = 8;
    private const int LengthAt = 16;
    private const int HeaderBytes = 4096;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    // The mapping; null when it is gone. SafeBuffer's own methods copy byte by byte, which costs 100 ns a line.
    private byte* _mapped;

    private WaitingLines(string path, MemoryMappedFile file)
    {
        _path = path;
        _file = file;
        _view = file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _mapped);
        BitConverter.TryWriteBytes(Mapped, Magic);
    }

    /// <summary>Offset in the segment of the first one that waits; of no meaning while there is none.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes that wait.</summary>
    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    /// <summary>Those that wait. Valid until they are cleared, and no longer than this object.</summary>
    public ReadOnlySpan<byte> Lines => Mapped.Slice(HeaderBytes, Length);

    private Span<byte> Mapped => new(_mapped, _mapped is null ? 0 : FileBytes);

    public static string PathOf(string segment) => Path.Combine(
        Path.GetDirectoryName(segment)!, $".{Path.GetFileName(segment)}{Suffix}");

    /// <summary>
    /// On other file systems a full disk could answer a store into memory with a signal that ends the process: those
    /// that find new room for each change. On these, what was written once has its room.
    /// </summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool AreSafeIn(string directory) => OperatingSystem.IsLinux()
        && new DriveInfo(directory).DriveFormat is "ext2" or "ext3" or "ext4" or "xfs" or "tmpfs";

    /// <param name="segment">Path of a segment that has just been made.</param>
    /// <exception cref="IOException">There is no room for the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file could not be made.</exception>
    [SupportedOSPlatform("linux")]
    public static WaitingLines Create(string segment)
    {
        var path = PathOf(segment);

        // Names of segments are used once; a file of this name is nobody's.
        File.Delete(path);
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            // Written, not only made longer: a store into a page that has no room on the disk would end the process.
            stream.Write(new byte[FileBytes]);
            var file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, FileBytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None,
                leaveOpen: true);
            return new WaitingLines(path, file);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <param name="line">With its line feed.</param>
    /// <param name="offset">Where in the segment it belongs: after those that wait.</param>
    /// <returns>False, and nothing has changed, if there is no room for it.</returns>
    public bool TryAdd(ReadOnlySpan<byte> line, long offset)
    {
        if (line.Length > Capacity - Length) return false;

        if (IsEmpty)
        {
            Offset = offset;
            Volatile.Write(ref *(long*)(_mapped + OffsetAt), offset);
        }

        line.CopyTo(Mapped[(HeaderBytes + Length)..]);
        SetLength(Length + line.Length);
        return true;
    }

    /// <summary>They are in the segment now.</summary>
    public void Clear() => SetLength(0);

    /// <summary>Removes the file, unless lines wait in it; they are the next start's then.</summary>
    public void Dispose()
    {
        if (_mapped is null) return;

        _mapped = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        if (IsEmpty) Forget(_path);
        Length = 0;
    }

    /// <summary>Adds what a killed process left waiting to its segment. Harmless if repeated.</summary>
    /// <param name="segment">Path.</param>
    /// <param name="file">The segment, open for reading and writing, and locked.</param>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static void Recover(string segment, SafeFileHandle file)
    {
        if (!TryRead(PathOf(segment), out var lines, out var offset)) return;

        // A group is written from its first byte, and a kill may have cut that short. What is there already must be
        // the same; else somebody has changed the segment, and nothing belongs behind it.
        var length = RandomAccess.GetLength(file);
        if (length < offset || length >= offset + lines.Length) return;

        var written = lines.AsSpan(0, (int)(length - offset));
        if (IsAt(file, offset, written)) RandomAccess.Write(file, lines.AsSpan(written.Length), length);
    }

    /// <summary>Nothing of the segment waits any more.</summary>
    public static void ForgetThoseOf(string segment) => Forget(PathOf(segment));

    /// <summary>
    /// Removes files whose segments are sealed or gone, because a process was killed just after it had sealed.
    /// </summary>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static void ForgetAllWithoutNeed(string directory, string stream)
    {
        foreach (var path in Directory.EnumerateFiles(directory, $".{stream}*{Suffix}"))
        {
            var name = Path.GetFileName(path.AsSpan())[1..^Suffix.Length];
            if (!SegmentName.TryParse(name, out var segment) || segment.Stream != stream) continue;

            var segmentPath = Path.Combine(directory, segment.ToString());
            if (!File.Exists(segmentPath) || File.Exists(VolumeLayout.SealOf(segmentPath))) Forget(path);
        }
    }

    private static bool TryRead(string path, out byte[] lines, out long offset)
    {
        (lines, offset) = ([], 0);
        if (new FileInfo(path) is not { Exists: true, Length: FileBytes }) return false;

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != FileBytes || BitConverter.ToUInt64(bytes) != Magic) return false;

        offset = BitConverter.ToInt64(bytes, OffsetAt);
        var length = BitConverter.ToInt64(bytes, LengthAt);
        if (offset < 0 || length is <= 0 or > Capacity) return false;

        lines = bytes.AsSpan(HeaderBytes, (int)length).ToArray();
        return true;
    }

    private static bool IsAt(SafeFileHandle file, long offset, ReadOnlySpan<byte> expected)
    {
        var found = new byte[expected.Length];
        var filled = 0;
        while (RandomAccess.Read(file, found.AsSpan(filled), offset + filled) is > 0 and var read) filled += read;
        return found.AsSpan(0, filled).SequenceEqual(expected);
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start finds it beside a sealed segment, and tries again.
        }
    }

    private void SetLength(int length)
    {
        Length = length;
        Volatile.Write(ref *(long*)(_mapped + LengthAt), length);
    }
}
