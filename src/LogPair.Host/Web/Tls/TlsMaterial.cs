using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Web.Tls;

/// <summary>What handshakes need: certificate, key and policy, of one reading. Never changed.</summary>
/// <remarks>
/// Never disposed of by hand: handshakes with it may be under way when the next one takes its place.
/// </remarks>
internal sealed class TlsMaterial
{
    private readonly bool _isHttp2;
    private readonly SslProtocols _protocols;
    private readonly CipherSuitesPolicy? _suites;
    private readonly SslStreamCertificateContext _server;

    /// <param name="settings">Of the configuration.</param>
    /// <param name="isHttp2">Whether HTTP/2 is offered.</param>
    /// <param name="certificates">The server's own with its key, then those between it and its root.</param>
    /// <param name="client">Which clients are good.</param>
    public TlsMaterial(TlsSettings settings, bool isHttp2, X509Certificate2Collection certificates, ClientPolicy client)
    {
        _isHttp2 = isHttp2;
        Client = client;
        Expiry = certificates.Min(certificate => new DateTimeOffset(certificate.NotAfter));
        Thumbprint = certificates[0].Thumbprint;
        var between = new X509Certificate2Collection(certificates.Skip(1).ToArray());

        // Offline: nothing is fetched, neither certificates nor OCSP answers.
        _server = SslStreamCertificateContext.Create(certificates[0], between, offline: true);
        _protocols = Protocols(settings);
        _suites = Suites(settings);
    }

    public ClientPolicy Client { get; }

    /// <summary>When the first of the server's certificates runs out. UTC.</summary>
    public DateTimeOffset Expiry { get; }

    /// <summary>Of the server's own certificate: it is public.</summary>
    public string Thumbprint { get; }

    /// <summary>For one handshake: what a client sends with its certificate may be added to the policy of the chain.</summary>
    public SslServerAuthenticationOptions CreateOptions() => new()
    {
        ServerCertificateContext = _server,
        EnabledSslProtocols = _protocols,
        CipherSuitesPolicy = _suites,
        ApplicationProtocols = _isHttp2
            ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
            : [SslApplicationProtocol.Http11],
        ClientCertificateRequired = Client.IsAskedFor,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = Client.Chain,
        RemoteCertificateValidationCallback = Client.IsAskedFor
            ? (_, certificate, _, errors) => Client.Accepts(certificate, errors)
            : null,

        // A resumed session would bring back what was decided with older material.
        AllowTlsResume = false,
        AllowRenegotiation = false,
    };

    private static SslProtocols Protocols(TlsSettings settings)
    {
        var protocols = SslProtocols.None;
        if (settings.MinVersion <= TlsVersion.Tls12) protocols |= SslProtocols.Tls12;
        if (settings.MaxVersion >= TlsVersion.Tls13) protocols |= SslProtocols.Tls13;
        return protocols;
    }

    private static CipherSuitesPolicy? Suites(TlsSettings settings) =>
        settings.CipherSuites is { Count: > 0 } suites && OperatingSystem.IsLinux()
            ? new CipherSuitesPolicy([.. CipherSuiteNames.Always.Union(suites)])
            : null;
}
