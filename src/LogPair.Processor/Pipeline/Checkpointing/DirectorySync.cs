using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Makes the names in a directory survive a power cut, as fsync(2) says that it takes.</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <exception cref="IOException">The names may not survive.</exception>
    public static void Sync(string directory)
    {
        if (!OperatingSystem.IsLinux()) return;

        using var handle = Open(directory);
        if (!handle.IsInvalid && FSync(handle) == 0) return;

        var error = Marshal.GetLastPInvokeError();
        throw new IOException($"Cannot sync {directory}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    /// <summary>A handle of the directory itself; invalid, with the last error set, if there is none.</summary>
    public static SafeFileHandle Open(string directory) => Open(directory, ReadOnly | CloseOnExec);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(SafeFileHandle file);
}
