using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Keeps a second processor out of a state directory: each would overwrite what the other has saved.</summary>
/// <remarks>
/// A lock on the directory itself: no file is needed that somebody could plant, and the kernel lets go of it whatever ends the
/// process. Where there are no such locks (another system, some network file systems) nobody is kept out.
/// </remarks>
internal sealed partial class StateLock : IDisposable
{
    // Source: flock(2) and the kernel's asm-generic/errno-base.h.
    private const int Exclusive = 2;
    private const int NonBlocking = 4;
    private const int WouldBlock = 11;

    private readonly SafeFileHandle? _directory;

    private StateLock(SafeFileHandle? directory) => _directory = directory;

    /// <param name="directory">Made if it is missing.</param>
    /// <returns>Null if another processor has it.</returns>
    public static StateLock? TryTake(string directory)
    {
        if (!OperatingSystem.IsLinux() || !TryMake(directory)) return new StateLock(null);

        var handle = DirectorySync.Open(directory);
        if (handle.IsInvalid || Lock(handle, Exclusive | NonBlocking) == 0) return new StateLock(handle);

        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error == WouldBlock ? null : new StateLock(null);
    }

    public void Dispose() => _directory?.Dispose();

    // Whoever writes there first will say why it cannot be made.
    private static bool TryMake(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
