namespace LogPair.Host.Web.Settings;

/// <summary>Questions to <see cref="ClientAuthentication"/>.</summary>
internal static class ClientAuthenticationExtensions
{
    /// <summary>Whether a client must have a certificate.</summary>
    public static bool IsRequired(this ClientAuthentication policy) =>
        policy is ClientAuthentication.RequireAnyClientCert or ClientAuthentication.RequireAndVerifyClientCert;

    /// <summary>Whether a certificate that comes must be of the CA.</summary>
    public static bool IsVerified(this ClientAuthentication policy) =>
        policy is ClientAuthentication.VerifyClientCertIfGiven or ClientAuthentication.RequireAndVerifyClientCert;
}
