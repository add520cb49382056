using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LogPair.Host.Web;

/// <summary>Address and port to listen on.</summary>
/// <param name="Port">0 lets the system choose one.</param>
internal readonly record struct ListenAddress(IPAddress Address, int Port)
{
    /// <summary>Every interface, because Prometheus reaches a Pod by its own address.</summary>
    public static readonly ListenAddress Default = new(IPAddress.Any, 9464);

    /// <summary>For the laptop: nobody else can reach it.</summary>
    public static readonly ListenAddress LoopbackDefault = new(IPAddress.Loopback, 9464);

    /// <summary>A URL that reaches this address from the same machine.</summary>
    public string Url(string path)
    {
        var reachable = Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : Address;
        return $"http://{new ListenAddress(reachable, Port)}{path}";
    }

    /// <summary>
    /// Reads <c>ADDR:PORT</c>, <c>[ADDR]:PORT</c>, <c>localhost:PORT</c>, <c>*:PORT</c> and <c>:PORT</c>.
    /// </summary>
    /// <remarks>Other host names are refused: what they resolve to could change between two starts.</remarks>
    public static bool TryParse(string text, out ListenAddress value)
    {
        value = default;
        text = text.Trim();
        var colon = text.LastIndexOf(':');
        if (colon < 0) return false;
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;

        var address = text[..colon] switch
        {
            "" or "*" => IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            ['[', .. var bracketed, ']'] => ParseAddress(bracketed, AddressFamily.InterNetworkV6),
            var bare => ParseAddress(bare, AddressFamily.InterNetwork),
        };
        if (address is null) return false;

        value = new ListenAddress(address, port);
        return true;
    }

    public override string ToString() => Address.AddressFamily == AddressFamily.InterNetworkV6
        ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    // IPAddress.TryParse also takes "1" for 0.0.0.1, which is never what somebody meant.
    private static IPAddress? ParseAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || text.Count(character => character == '.') == 3)
            ? address
            : null;
}
