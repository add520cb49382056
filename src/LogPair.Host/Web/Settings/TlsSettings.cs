using System.Net.Security;

namespace LogPair.Host.Web.Settings;

/// <summary>The section <c>tls_server_config</c>.</summary>
internal sealed class TlsSettings
{
    /// <summary>PEM: the server's certificate, then those between it and its root.</summary>
    public required TextSource Certificate { get; init; }

    /// <summary>PEM: the certificate's private key.</summary>
    public required TextSource Key { get; init; }

    public required ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>PEM: who may issue certificates of clients. Null if none is verified.</summary>
    public required TextSource? ClientAuthority { get; init; }

    /// <summary>One of these must be a subject alternative name of the client's; empty for any.</summary>
    public required IReadOnlyList<string> ClientNames { get; init; }

    public required TlsVersion MinVersion { get; init; }

    public required TlsVersion MaxVersion { get; init; }

    /// <summary>For TLS 1.2, best first; null for the platform's choice.</summary>
    public required IReadOnlyList<TlsCipherSuite>? CipherSuites { get; init; }
}
