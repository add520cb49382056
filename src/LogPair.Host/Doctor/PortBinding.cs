using System.Net;
using System.Net.Sockets;
using LogPair.Host.Web;

namespace LogPair.Host.Doctor;

/// <summary>Tries whether an address could be had. Listens to nobody, and gives it back at once.</summary>
internal static class PortBinding
{
    public static PortLook Try(ListenAddress listen)
    {
        if (listen.SocketPath is { } path) return TrySocket(path);

        try
        {
            var address = listen.IsEverywhere && !Socket.OSSupportsIPv6 ? IPAddress.Any : listen.Address;
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (listen.IsEverywhere && address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, listen.Port));
            return new PortLook(PortState.Free);
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? new PortLook(PortState.Stranger)
                {
                    Detail = "somebody has it on another interface, or takes no connections",
                }
                : new PortLook(PortState.NotToBeHad) { Detail = Explain(exception) };
        }
    }

    private static PortLook TrySocket(string path) => Directory.Exists(Path.GetDirectoryName(path))
        ? new PortLook(PortState.Free)
        : new PortLook(PortState.NotToBeHad) { Detail = $"the directory {Path.GetDirectoryName(path)} does not exist" };

    private static string Explain(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.AccessDenied => "not allowed: ports below 1024 need a privilege",
        SocketError.AddressNotAvailable => "no interface of this machine has that address",
        _ => exception.Message.TrimEnd('.'),
    };
}
