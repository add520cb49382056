using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogPair.Testing;

/// <summary>A certificate authority of one test.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _root;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public CertificateAuthority(string name = "test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        _root = request.CreateSelfSigned(_now.AddDays(-1), _now.AddYears(1));
    }

    /// <summary>PEM of the authority itself.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>The authority itself.</summary>
    public X509Certificate2 Root => _root;

    /// <summary>A certificate for a server on this machine.</summary>
    /// <param name="days">For how long it is good; negative for one that has run out.</param>
    public IssuedCertificate IssueServer(int days = 30) => Issue("localhost", ServerUse, names => names.AddDnsName("localhost"), days);

    /// <summary>A certificate for a client.</summary>
    public IssuedCertificate IssueClient(string name) => Issue(name, ClientUse, names =>
    {
        names.AddDnsName(name);
        names.AddEmailAddress($"{name}@example.org");
        names.AddUri(new Uri($"spiffe://example.org/{name}"));
    }, days: 30);

    /// <summary>A server's certificate, which is none of a client.</summary>
    public IssuedCertificate IssueServerForClient(string name) => Issue(name, ServerUse, names => names.AddDnsName(name), days: 30);

    public void Dispose() => _root.Dispose();

    private IssuedCertificate Issue(string name, string use, Action<SubjectAlternativeNameBuilder> addNames, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        addNames(names);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using var certificate = request.Create(_root, _now.AddDays(-1).AddHours(days < 0 ? 1 : 0), _now.AddDays(days < 0 ? 0 : days).AddHours(days < 0 ? -1 : 0), serial);
        return new IssuedCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
