using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LogPair.Processor.Discovery;

/// <summary>Opens what lies below an open directory: no symbolic link is followed, at any level, and nothing outside is reached.</summary>
internal static unsafe partial class LinuxOpen
{
    public const int NoSuchFile = 2;
    public const int TooManyLinks = 40;

    // Source: the kernel's asm-generic/fcntl.h, asm/fcntl.h and linux/openat2.h.
    private const int AtFdCwd = -100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;
    private const int OpenAt2Number = 437;
    private const ulong NoMagicLinks = 0x2;
    private const ulong NoSymbolicLinks = 0x4;
    private const ulong Beneath = 0x8;

    private const int NotPermitted = 1;
    private const int NotADirectory = 20;
    private const int NotImplemented = 38;
    private const int MaxTargetBytes = 4096;

    // Written once, by whoever finds out.
    private static volatile bool _hasNoOpenAt2;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    private static int NoFollow => IsArm ? 0x8000 : 0x20000;

    private static int Directory => IsArm ? 0x4000 : 0x10000;

    private static Resolution Best => _hasNoOpenAt2 ? Resolution.EachPart : Resolution.Kernel;

    /// <param name="directory">Open.</param>
    /// <param name="path">Relative to it, without dots.</param>
    /// <param name="error">Why there is no handle.</param>
    /// <returns>Null with <paramref name="error"/>. What was opened may be of any kind; a pipe was not waited for.</returns>
    public static SafeFileHandle? TryOpenFile(SafeFileHandle directory, string path, out int error) =>
        TryOpen(directory, path, NonBlocking, Best, out error);

    /// <inheritdoc cref="TryOpenFile(SafeFileHandle, string, out int)"/>
    public static SafeFileHandle? TryOpenDirectory(SafeFileHandle directory, string path, out int error) =>
        TryOpen(directory, path, Directory, Best, out error);

    /// <summary>As <see cref="TryOpenFile(SafeFileHandle, string, out int)"/>, in one of the two ways.</summary>
    public static SafeFileHandle? TryOpenFile(
        SafeFileHandle directory, string path, Resolution resolution, out int error) =>
        TryOpen(directory, path, NonBlocking, resolution, out error);

    /// <summary>Opens a directory that no link leads to.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="error">Why there is no handle; <see cref="TooManyLinks"/> if there is a link on the way.</param>
    public static SafeFileHandle? TryOpenDirectory(string path, out int error)
    {
        using var here = new SafeFileHandle(AtFdCwd, ownsHandle: false);
        if (TryOpenAt2(here, path, Directory, NoSymbolicLinks | NoMagicLinks, out var handle, out error)) return handle;

        using var root = OpenRoot();
        var rest = path.Trim('/');
        return TryOpen(root, rest.Length == 0 ? "." : rest, Directory, Resolution.EachPart, out error);
    }

    /// <summary>A handle for looking around only: of a directory, not of a link to one.</summary>
    public static SafeFileHandle? TryOpenPart(SafeFileHandle directory, string name, out int error) =>
        Open(directory, name, PathOnly | Directory | NoFollow | CloseOnExec, out error);

    /// <summary>The directory that a handle from <see cref="TryOpenPart"/> stands for, to be listed.</summary>
    public static SafeFileHandle? TryReopen(SafeFileHandle directory, out int error) =>
        Open(directory, ".", Directory | CloseOnExec, out error);

    public static SafeFileHandle OpenRoot() =>
        Open("/", PathOnly | Directory | CloseOnExec) is { IsInvalid: false } root
            ? root
            : throw new IOException("The root directory cannot be opened.");

    /// <returns>Where a link leads to; null if it is none.</returns>
    public static string? ReadLink(SafeFileHandle directory, string name)
    {
        var target = stackalloc byte[MaxTargetBytes];
        var length = ReadLinkAt(directory, name, target, MaxTargetBytes);
        return length > 0 ? Encoding.UTF8.GetString(target, (int)length) : null;
    }

    public static uint User() => GetEffectiveUser();

    private static SafeFileHandle? TryOpen(
        SafeFileHandle directory, string path, int flags, Resolution resolution, out int error) =>
        resolution == Resolution.Kernel
        && TryOpenAt2(directory, path, flags, Beneath | NoSymbolicLinks | NoMagicLinks, out var handle, out error)
            ? handle
            : OpenPartByPart(directory, path, flags, out error);

    /// <returns>False if there is no such call.</returns>
    private static bool TryOpenAt2(
        SafeFileHandle directory, string path, int flags, ulong resolve, out SafeFileHandle? handle, out int error)
    {
        handle = null;
        error = 0;
        if (_hasNoOpenAt2) return false;

        // The name may be too long for the path to fit, but never for this.
        var bytes = stackalloc byte[MaxTargetBytes + 1];
        if (Encoding.UTF8.GetByteCount(path) > MaxTargetBytes) return false;

        bytes[Encoding.UTF8.GetBytes(path, new Span<byte>(bytes, MaxTargetBytes))] = 0;

        // Without O_NOFOLLOW, which with O_DIRECTORY would say of a link that it is no directory.
        var how = new OpenHow { Flags = (ulong)(flags | CloseOnExec), Resolve = resolve };
        var opened = OpenAt2(OpenAt2Number, directory, bytes, &how, (nuint)sizeof(OpenHow));
        error = Marshal.GetLastPInvokeError();

        // An old seccomp profile forbids what it does not know.
        if (opened < 0 && error is NotImplemented or NotPermitted) _hasNoOpenAt2 = true;
        if (opened >= 0) handle = new SafeFileHandle(opened, ownsHandle: true);
        return !_hasNoOpenAt2;
    }

    private static SafeFileHandle? OpenPartByPart(SafeFileHandle directory, string path, int flags, out int error)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        error = NotADirectory;
        if (parts.Length == 0 || Array.IndexOf(parts, "..") >= 0) return null;

        SafeFileHandle? inner = null;
        try
        {
            foreach (var part in parts[..^1])
            {
                var next = TryOpenPart(inner ?? directory, part, out error);
                if (next is null && LinuxStat.Ownership(inner ?? directory, part) is { Kind: FileKind.SymbolicLink })
                    error = TooManyLinks;
                inner?.Dispose();
                inner = next;
                if (inner is null) return null;
            }

            var opened = Open(inner ?? directory, parts[^1], flags | NoFollow | CloseOnExec, out error);

            // For a link, O_DIRECTORY says this instead of ELOOP.
            if (opened is null && error == NotADirectory
                && LinuxStat.Ownership(inner ?? directory, parts[^1]) is { Kind: FileKind.SymbolicLink })
                error = TooManyLinks;
            return opened;
        }
        finally
        {
            inner?.Dispose();
        }
    }

    private static SafeFileHandle? Open(SafeFileHandle directory, string path, int flags, out int error)
    {
        var handle = OpenAt(directory, path, flags);
        error = Marshal.GetLastPInvokeError();
        if (!handle.IsInvalid) return handle;

        handle.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint OpenAt2(nint number, SafeFileHandle directory, byte* path, OpenHow* how, nuint size);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle directory, string path, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "readlinkat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLinkAt(SafeFileHandle directory, string path, byte* target, nuint size);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    /// <summary>Source: openat2(2), <c>struct open_how</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }
}
