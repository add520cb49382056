using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using LogPair.Processor.Discovery;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Tailing;

/// <summary>A regular file of the volume, opened so that no neighbour can make the processor hang or stray.</summary>
internal sealed partial class SegmentFile : ISegmentFile
{
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    // Source: lseek(2), SEEK_DATA, and ENXIO.
    private const int SeekData = 3;
    private const int NoSuchAddress = 6;

    private readonly SafeFileHandle _handle;
    private readonly string _path;

    // Bytes that it had when somebody last asked.
    private long _size;

    private SegmentFile(SafeFileHandle handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    // The value of O_NOFOLLOW depends on the processor. Source: the kernel's asm/fcntl.h.
    private static int NoFollow =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>
    /// Opens for reading. Symbolic links, pipes, devices and directories are refused, without waiting.
    /// </summary>
    /// <param name="file">As a scan found it. If it has a root, no link below that is followed.</param>
    /// <param name="opened">The open file, for the caller to dispose of.</param>
    /// <param name="refusal">Why not, when the answer is false.</param>
    public static bool TryOpen(in DiscoveredFile file, [NotNullWhen(true)] out SegmentFile? opened, out Refusal refusal)
    {
        opened = null;
        var handle = file.Root is { } root && OperatingSystem.IsLinux()
            ? OpenBelow(root, file.Path, out refusal)
            : Open(file.Path, out refusal);
        if (handle is null) return false;

        var content = new SegmentFile(handle, file.Path);
        var kind = content.GetFacts().Kind;
        if (kind == FileKind.Regular)
        {
            opened = content;
            return true;
        }

        content.Dispose();
        refusal = Refusal.Of(kind);
        return false;
    }

    /// <summary>Opens a file that a person has named.</summary>
    /// <param name="path">Absolute. What it names must not be a link; links on the way are followed.</param>
    /// <inheritdoc cref="TryOpen(in DiscoveredFile, out SegmentFile?, out Refusal)"/>
    public static bool TryOpen(string path, [NotNullWhen(true)] out SegmentFile? opened, out Refusal refusal) =>
        TryOpen(new DiscoveredFile(VolumeEntry.Of(path), default, Input: 0), out opened, out refusal);

    public FileFacts GetFacts()
    {
        var facts = FileSystemFacts.Get(_handle, _path);
        Volatile.Write(ref _size, facts.Size);
        return facts;
    }

    public int Read(Span<byte> destination, long offset)
    {
        try
        {
            // A sparse file may be so long that what is beyond it has no number.
            var length = (int)Math.Min(destination.Length, long.MaxValue - offset);
            return RandomAccess.Read(_handle, destination[..length], offset);
        }
        catch (UnauthorizedAccessException error)
        {
            // Network file systems check permissions at every read: trouble of this file, as any other.
            throw new IOException(error.Message, error);
        }
    }

    // A short read alone does not tell: where files are not on a disk, a read may bring what is at hand, and a size may
    // be none. Beyond the size the file has grown since.
    public bool EndsAt(long offset) => Volatile.Read(ref _size) is > 0 and var size && offset == size;

    public long NextData(long offset)
    {
        if (!OperatingSystem.IsLinux()) return offset;

        var next = Seek(_handle, offset, SeekData);
        if (next >= 0) return next;

        // No data from there on, unless the file system knows no holes.
        return Marshal.GetLastPInvokeError() == NoSuchAddress ? Math.Max(offset, GetFacts().Size) : offset;
    }

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle? OpenBelow(string root, string path, out Refusal refusal)
    {
        using var directory = InputRoot.TryOpen(root, out var problem);
        refusal = problem ?? Refusal.OfError(LinuxOpen.NoSuchFile);
        if (directory is null) return null;

        var handle = LinuxOpen.TryOpenFile(directory, path[root.Length..].TrimStart('/'), out var error);
        if (handle is null) refusal = Refusal.OfError(error);
        return handle;
    }

    private static SafeFileHandle? Open(string path, out Refusal refusal) =>
        OperatingSystem.IsLinux() ? OpenLinux(path, out refusal) : OpenPortable(path, out refusal);

    private static SafeFileHandle? OpenLinux(string path, out Refusal refusal)
    {
        // Without O_NONBLOCK, opening a pipe waits for a writer for ever.
        var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec | NoFollow);
        refusal = Refusal.OfError(Marshal.GetLastPInvokeError());
        if (!handle.IsInvalid) return handle;

        handle.Dispose();
        return null;
    }

    private static SafeFileHandle? OpenPortable(string path, out Refusal refusal)
    {
        try
        {
            refusal = default;
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            refusal = new Refusal(RefusalReason.Io, error.Message);
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);
}
