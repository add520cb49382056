using System.Net;
using System.Net.Sockets;

namespace LogPair.EndToEnd.Tests.Processes;

/// <summary>Ports for processes that must be told theirs.</summary>
internal static class FreePort
{
    /// <summary>One that nobody has. Somebody may take it before the process does; its start then fails with a clear message.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
