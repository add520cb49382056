using System.Net;

namespace LogPair.Host.Web;

/// <summary>Who a client is to limits: its address, whatever its port.</summary>
internal static class ClientAddress
{
    /// <param name="address">Null for a client of a Unix socket: all of them are one.</param>
    public static IPAddress Of(IPAddress? address) =>
        address is null ? IPAddress.None : address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
