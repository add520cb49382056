using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LogPair.Benchmarks.Processes;

/// <summary>What .NET does not offer: signals and hard links.</summary>
internal static partial class Posix
{
    private const int Terminated = 15;

    /// <summary>Asks a process to end. One that has ended already is no error.</summary>
    public static void Terminate(int processId) => _ = Kill(processId, Terminated);

    /// <summary>Another name for a file: LogPair follows no symbolic links, and a copy would take time.</summary>
    public static void HardLink(string file, string name)
    {
        if (Link(file, name) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError(), $"{name} cannot be made.");
    }

    /// <summary>A port of the loopback interface that nobody has at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);
}
