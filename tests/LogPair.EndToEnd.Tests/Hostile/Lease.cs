using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogPair.EndToEnd.Tests.Hostile;

/// <summary>A write lease on a file: whoever opens it waits until it is given back, or for 45 s; or is told so, if it asks not to wait.</summary>
internal sealed partial class Lease : IDisposable
{
    // Source: fcntl(2), asm-generic/fcntl.h, signal(7).
    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int WriteLock = 1;
    private const int Urgent = 23;

    private readonly SafeFileHandle _file;

    public Lease(string path)
    {
        // Nobody else may have it open yet, so it gets its name last.
        var hidden = path + ".tmp";
        File.WriteAllText(hidden, "{\"N\":\"bad\"}\n");
        _file = File.OpenHandle(hidden, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        // A signal that is ignored, instead of one that ends this process when somebody opens the file.
        if (Control(_file, SetSignal, Urgent) != 0 || Control(_file, SetLease, WriteLock) != 0)
            throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");

        File.Move(hidden, path);
    }

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
