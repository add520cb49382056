using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.FaultWriters;

/// <summary>
/// A file opened with O_APPEND, which .NET never does: every write goes to the end, wherever that is by then.
/// </summary>
internal static class AppendingFile
{
    private const int WriteOnly = 1;
    private const int Create = 0x40;
    private const int Append = 0x400;
    private const int CloseOnExec = 0x80000;
    private const int ReadableByAll = 0x1a4;

    public static FileStream Open(string path)
    {
        var handle = Open(path, WriteOnly | Create | Append | CloseOnExec, ReadableByAll);
        if (!handle.IsInvalid) return new FileStream(handle, FileAccess.Write, bufferSize: 0);

        throw new IOException($"Cannot open {path}", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);
}
