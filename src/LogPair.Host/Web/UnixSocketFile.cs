using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LogPair.Host.Web;

/// <summary>The file of a Unix socket to listen on.</summary>
internal static partial class UnixSocketFile
{
    /// <summary>Owner and group: in a Pod, whoever has the <c>fsGroup</c>.</summary>
    public const UnixFileMode Mode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint TypeOnly = 1;
    private const int TypeMask = 0xf000;
    private const int SocketType = 0xc000;

    /// <summary>A socket at that path to which nobody can connect before its mode is set: it does not listen yet.</summary>
    /// <exception cref="SocketException">Something else is there, or the directory cannot be written.</exception>
    public static Socket Bind(UnixDomainSocketEndPoint address, string path)
    {
        RemoveStale(address, path);
        var socket = new Socket(AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(address);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Mode);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes what a killed process left.</summary>
    /// <remarks>Only a socket, never what a link points to, and none that somebody listens on.</remarks>
    private static void RemoveStale(UnixDomainSocketEndPoint address, string path)
    {
        if (!IsSocket(path)) return;

        using var probe = new Socket(AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(address);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
        }
        catch (SocketException)
        {
            // It is somebody's, who is busy or lets nobody in: binding will say that it is in use.
        }
    }

    private static bool IsSocket(string path) =>
        StatX(AtFdCwd, path, AtSymlinkNoFollow, TypeOnly, out var stat) == 0 && (stat.Mode & TypeMask) == SocketType;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out StatXBuffer buffer);

    /// <summary>Source: statx(2), <c>struct statx</c>; only the member used here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXBuffer
    {
        [FieldOffset(28)] public ushort Mode;
    }
}
