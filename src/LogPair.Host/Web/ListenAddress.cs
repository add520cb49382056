using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LogPair.Host.Web;

/// <summary>Where to listen: an address and a port, or a Unix socket.</summary>
/// <param name="Address">Without meaning for a socket.</param>
/// <param name="Port">0 lets the system choose one.</param>
internal readonly record struct ListenAddress(IPAddress Address, int Port)
{
    /// <summary>Every interface, because Prometheus reaches a Pod by its own address, of whichever family.</summary>
    public static readonly ListenAddress Default = new(IPAddress.IPv6Any, 9464) { IsEverywhere = true };

    /// <summary>For the laptop: nobody else can reach it.</summary>
    public static readonly ListenAddress LoopbackDefault = new(IPAddress.Loopback, 9464);

    private const string SocketPrefix = "unix:";

    // unix(7): sun_path has 108 bytes, and ends with a zero.
    private const int MaxSocketPathBytes = 107;

    /// <summary>Whether it is every address of the machine: of IPv6 and of IPv4, as far as it has them.</summary>
    public bool IsEverywhere { get; private init; }

    /// <summary>Absolute path of a Unix socket; null for an address and a port.</summary>
    public string? SocketPath { get; private init; }

    /// <summary>A URL that reaches this address from the same machine; of a socket, what people write in its place.</summary>
    /// <param name="path">Begins with a slash.</param>
    /// <param name="scheme">http or https.</param>
    public string Url(string path, string scheme = "http")
    {
        if (SocketPath is not null) return $"{scheme}://localhost{path} through {this}";

        var reachable = IsEverywhere || Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : Address;
        return $"{scheme}://{new ListenAddress(reachable, Port)}{path}";
    }

    /// <summary>
    /// Reads <c>ADDR:PORT</c>, <c>[ADDR]:PORT</c>, <c>localhost:PORT</c>, <c>*:PORT</c>, <c>:PORT</c> and
    /// <c>unix:/PATH</c>.
    /// </summary>
    /// <remarks>Other host names are refused: what they resolve to could change between two starts.</remarks>
    public static bool TryParse(string text, out ListenAddress value)
    {
        value = default;
        text = text.Trim();
        if (text.StartsWith(SocketPrefix, StringComparison.Ordinal)) return TryParseSocket(text[SocketPrefix.Length..], out value);

        var colon = text.LastIndexOf(':');
        if (colon < 0) return false;
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;

        var address = text[..colon] switch
        {
            "" or "*" => IPAddress.IPv6Any,
            "localhost" => IPAddress.Loopback,
            ['[', .. var bracketed, ']'] => ParseAddress(bracketed, AddressFamily.InterNetworkV6),
            var bare => ParseAddress(bare, AddressFamily.InterNetwork),
        };
        if (address is null) return false;

        value = new ListenAddress(address, port) { IsEverywhere = text[..colon] is "" or "*" };
        return true;
    }

    public override string ToString() => SocketPath is { } path ? SocketPrefix + path
        : IsEverywhere ? string.Create(CultureInfo.InvariantCulture, $":{Port}")
        : Address.AddressFamily == AddressFamily.InterNetworkV6
            ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
            : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");

    private static bool TryParseSocket(string path, out ListenAddress value)
    {
        value = new ListenAddress(IPAddress.None, 0) { SocketPath = path };
        return path is ['/', _, ..] && !path.EndsWith('/') && !path.Contains('\0', StringComparison.Ordinal)
            && Encoding.UTF8.GetByteCount(path) <= MaxSocketPathBytes;
    }

    // IPAddress.TryParse also takes "1" for 0.0.0.1, which is never what somebody meant.
    private static IPAddress? ParseAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address)
        && address.AddressFamily == family
        && (family == AddressFamily.InterNetworkV6 || text.Count(character => character == '.') == 3)
            ? address
            : null;
}
