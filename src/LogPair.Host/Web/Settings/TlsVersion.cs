namespace LogPair.Host.Web.Settings;

/// <summary>Versions of TLS that are spoken. Older ones are broken (RFC 8996).</summary>
internal enum TlsVersion
{
    Tls12,
    Tls13,
}
