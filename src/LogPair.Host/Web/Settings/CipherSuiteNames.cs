using System.Net.Security;

namespace LogPair.Host.Web.Settings;

/// <summary>The cipher suites of Prometheus' format: those of Go's <c>tls.CipherSuites</c> that are of TLS 1.2.</summary>
/// <remarks>Those of TLS 1.3 cannot be chosen, there as here: they are always allowed.</remarks>
internal static class CipherSuiteNames
{
    public static readonly IReadOnlyList<(string Name, TlsCipherSuite Value)> Known =
    [
        Of(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
        Of(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384),
        Of(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256),
        Of(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
        Of(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
        Of(TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256),
        Of(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA),
        Of(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA),
        Of(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA),
        Of(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA),
        .. Always.Select(Of),
    ];

    /// <summary>Those of TLS 1.3.</summary>
    public static IReadOnlyList<TlsCipherSuite> Always =>
    [
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    ];

    private static (string, TlsCipherSuite) Of(TlsCipherSuite suite) => (suite.ToString(), suite);
}
