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
    private const int TooManySymbolicLinks = 40;

    private readonly SafeFileHandle _handle;
    private readonly string _path;

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
    /// <param name="path">Absolute.</param>
    /// <param name="file">The open file, for the caller to dispose of.</param>
    /// <param name="reason">In words, when the answer is false.</param>
    public static bool TryOpen(
        string path, [NotNullWhen(true)] out SegmentFile? file, [NotNullWhen(false)] out string? reason)
    {
        file = null;
        var handle = OperatingSystem.IsLinux() ? OpenLinux(path, out reason) : OpenPortable(path, out reason);
        if (handle is null)
        {
            reason ??= "cannot be opened";
            return false;
        }

        file = new SegmentFile(handle, path);
        if (file.GetFacts().IsRegular) return true;

        file.Dispose();
        file = null;
        reason = "is not a regular file";
        return false;
    }

    public FileFacts GetFacts() => FileSystemFacts.Get(_handle, _path);

    public int Read(Span<byte> destination, long offset)
    {
        try
        {
            return RandomAccess.Read(_handle, destination, offset);
        }
        catch (UnauthorizedAccessException error)
        {
            // Network file systems check permissions at every read: trouble of this file, as any other.
            throw new IOException(error.Message, error);
        }
    }

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle? OpenLinux(string path, out string? reason)
    {
        // Without O_NONBLOCK, opening a pipe waits for a writer for ever.
        var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec | NoFollow);
        var error = Marshal.GetLastPInvokeError();
        reason = null;
        if (!handle.IsInvalid) return handle;

        handle.Dispose();
        reason = error == TooManySymbolicLinks
            ? "is a symbolic link, which is not followed"
            : Marshal.GetPInvokeErrorMessage(error);
        return null;
    }

    private static SafeFileHandle? OpenPortable(string path, out string? reason)
    {
        try
        {
            reason = null;
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reason = error.Message;
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}
