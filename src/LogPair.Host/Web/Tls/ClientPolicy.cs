using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Web.Tls;

/// <summary>Which certificates of clients are good.</summary>
internal sealed class ClientPolicy
{
    private const string ClientAuthenticationUsage = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2Collection _authorities;
    private readonly IReadOnlyList<string> _names;
    private readonly bool _isVerified;
    private readonly bool _isNeededForHandshake;

    /// <param name="settings">What is asked for.</param>
    /// <param name="authorities">Who may issue them.</param>
    /// <param name="hasOpenPaths">Whether some paths need none: then a client without one may connect.</param>
    public ClientPolicy(TlsSettings settings, X509Certificate2Collection authorities, bool hasOpenPaths)
    {
        _authorities = authorities;
        _names = settings.ClientNames;
        _isVerified = settings.ClientAuthentication.IsVerified();
        IsRequired = settings.ClientAuthentication.IsRequired();
        IsAskedFor = settings.ClientAuthentication != ClientAuthentication.NoClientCert;
        _isNeededForHandshake = IsRequired && !hasOpenPaths;
    }

    public bool IsRequired { get; }

    public bool IsAskedFor { get; }

    /// <summary>For the handshake: looks at certificates that are meant for clients and come from our authorities.</summary>
    public X509ChainPolicy? Chain
    {
        get
        {
            if (!_isVerified) return null;

            // Nothing is fetched: the processor needs no way out.
            var chain = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                ApplicationPolicy = { new Oid(ClientAuthenticationUsage) },
            };
            chain.CustomTrustStore.AddRange(_authorities);
            return chain;
        }
    }

    /// <summary>The verdict on a handshake.</summary>
    /// <param name="certificate">Null if the client has none.</param>
    /// <param name="errors">Of its chain.</param>
    public bool Accepts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 known) return !_isNeededForHandshake;

        // A name is the server's to have; a client is known by its chain and its alternative names.
        return (!_isVerified || errors == SslPolicyErrors.None) && HasAllowedName(known);
    }

    /// <summary>The verdict on a client that was accepted by another policy.</summary>
    public bool AcceptsLater(X509Certificate2 certificate)
    {
        if (!HasAllowedName(certificate)) return false;
        if (Chain is not { } policy) return true;

        using var chain = new X509Chain { ChainPolicy = policy };
        return chain.Build(certificate);
    }

    private bool HasAllowedName(X509Certificate2 certificate) =>
        _names.Count == 0 || SubjectNames.Of(certificate).Any(name => _names.Contains(name));
}
