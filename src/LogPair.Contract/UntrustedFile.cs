using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Contract;

/// <summary>
/// Opens a file that the other side of the pair has written, or somebody who poses as it: links are not followed, a
/// pipe is not waited for, and no lock is taken, because a reader with a lock would pass for a writer.
/// </summary>
internal static partial class UntrustedFile
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;
    private const int TooManyLinks = 40;

    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const int AtEmptyPath = 0x1000;
    private const uint TypeWanted = 1;
    private const int StatXBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xf000;
    private const int RegularFile = 0x8000;

    // The value of O_NOFOLLOW depends on the processor. Source: the kernel's asm/fcntl.h.
    private static int NoFollow =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <param name="path">Of what should be a regular file.</param>
    /// <param name="file">Open for reading if the outcome is <see cref="ContractReadOutcome.Read"/>.</param>
    /// <param name="problem">Otherwise what is wrong.</param>
    public static ContractReadOutcome TryOpen(string path, out SafeFileHandle? file, out string? problem) =>
        OperatingSystem.IsLinux()
            ? TryOpenLinux(path, out file, out problem)
            : TryOpenPortable(path, out file, out problem);

    /// <summary>Whether a name is that of a regular file, and not of a link to one.</summary>
    public static unsafe bool IsRegular(string path)
    {
        if (!OperatingSystem.IsLinux()) return new FileInfo(path) is { Exists: true, LinkTarget: null };

        var stat = stackalloc byte[StatXBytes];
        return StatX(AtFdCwd, path, AtSymlinkNoFollow, TypeWanted, stat) == 0 && IsRegular(stat);
    }

    private static ContractReadOutcome TryOpenLinux(string path, out SafeFileHandle? file, out string? problem)
    {
        var handle = Open(path, NonBlocking | CloseOnExec | NoFollow);
        var error = Marshal.GetLastPInvokeError();
        file = handle;
        problem = null;
        if (!handle.IsInvalid && IsRegular(handle)) return ContractReadOutcome.Read;

        file = null;
        handle.Dispose();
        (var outcome, problem) = handle.IsInvalid ? Explain(error) : NotAFile;
        return outcome;
    }

    private static (ContractReadOutcome Outcome, string Problem) NotAFile =>
        (ContractReadOutcome.Damaged, "is not a regular file");

    private static (ContractReadOutcome Outcome, string Problem) Explain(int error) => error switch
    {
        NoSuchFile or NotADirectory => (ContractReadOutcome.Missing, "does not exist"),
        TooManyLinks => (ContractReadOutcome.Damaged, "is a link, and links are not followed"),
        _ => (ContractReadOutcome.Unreadable, $"cannot be read: {Marshal.GetPInvokeErrorMessage(error)}"),
    };

    private static unsafe bool IsRegular(SafeFileHandle file)
    {
        var stat = stackalloc byte[StatXBytes];
        return StatX(file, "", AtEmptyPath, TypeWanted, stat) == 0 && IsRegular(stat);
    }

    // Source: statx(2), struct statx, whose layout is the same on every processor.
    private static unsafe bool IsRegular(byte* stat) => (*(ushort*)(stat + ModeOffset) & TypeMask) == RegularFile;

    private static ContractReadOutcome TryOpenPortable(string path, out SafeFileHandle? file, out string? problem)
    {
        file = null;
        (var outcome, problem) = new FileInfo(path) switch
        {
            { LinkTarget: not null } => Explain(TooManyLinks),
            { Exists: false } when Directory.Exists(path) => NotAFile,
            { Exists: false } => Explain(NoSuchFile),
            _ => (ContractReadOutcome.Read, null),
        };
        if (outcome == ContractReadOutcome.Read)
            file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return outcome;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(SafeFileHandle file, string path, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int directory, string path, int flags, uint mask, byte* buffer);
}
