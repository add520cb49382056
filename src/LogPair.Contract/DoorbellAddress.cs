using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace LogPair.Contract;

/// <summary>
/// Where a generator rings after it has written, and a processor listens: a UDP port of the loopback interface, which
/// the containers of a Pod share.
/// </summary>
public static class DoorbellAddress
{
    /// <summary>
    /// Reads a port (<c>9465</c>, on 127.0.0.1), <c>127.0.0.1:9465</c>, <c>[::1]:9465</c> or <c>localhost:9465</c>.
    /// </summary>
    /// <returns>False for anything else, and for any address that is not of the loopback interface.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.AsSpan().Trim();
        var colon = trimmed.LastIndexOf(':');
        address = TryParsePort(trimmed[(colon + 1)..], out var port) && TryParseHost(trimmed, colon, out var host)
            ? new IPEndPoint(host, port)
            : null;
        return address is not null;
    }

    private static bool TryParsePort(ReadOnlySpan<char> text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0;

    private static bool TryParseHost(ReadOnlySpan<char> text, int colon, [NotNullWhen(true)] out IPAddress? host)
    {
        host = IPAddress.Loopback;
        if (colon < 0 || text[..colon] is "localhost") return true;

        // With all four parts, or in brackets: IPAddress would take other forms, too.
        var name = text[..colon];
        var isWhole = name.Count('.') == 3 || name is ['[', .., ']'];
        return isWhole && IPAddress.TryParse(name, out host) && IPAddress.IsLoopback(host);
    }
}
