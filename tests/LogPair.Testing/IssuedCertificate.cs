using System.Security.Cryptography.X509Certificates;

namespace LogPair.Testing;

/// <summary>A certificate and its key.</summary>
/// <param name="Pem">Of the certificate.</param>
/// <param name="KeyPem">Of the private key.</param>
public sealed record IssuedCertificate(string Pem, string KeyPem)
{
    /// <summary>Both, for a client in .NET.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(Pem, KeyPem);

    public string Thumbprint
    {
        get
        {
            using var certificate = X509Certificate2.CreateFromPem(Pem);
            return certificate.Thumbprint;
        }
    }
}
