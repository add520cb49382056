using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>
/// Opens and looks at files without the lock that .NET takes: with it, a reader would pass for a writer.
/// </summary>
internal static class Native
{
    private const int ReadOnlyNonBlockingCloseOnExec = 0x80800;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;

    /// <returns>Null if there is no such file any more.</returns>
    public static SafeFileHandle? TryOpen(string path)
    {
        var handle = Open(path, ReadOnlyNonBlockingCloseOnExec);
        if (!handle.IsInvalid) return handle;

        handle.Dispose();
        return null;
    }

    public static FileStatus Status(SafeFileHandle file)
    {
        if (StatX(file, "", EmptyPath, BasicStats, out var stat) != 0) throw new IOException("statx failed");

        return new FileStatus(stat.Inode, (long)stat.Size, IsDeleted: stat.Links == 0);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(
        SafeFileHandle file, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out StatXBuffer buffer);

    /// <summary>Source: statx(2), <c>struct statx</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXBuffer
    {
        [FieldOffset(16)] public uint Links;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
    }
}
