namespace LogPair.Host.Web.Settings;

/// <summary>What is asked of a client's certificate. The names are Go's, as Prometheus' format has them.</summary>
internal enum ClientAuthentication
{
    /// <summary>None is asked for.</summary>
    NoClientCert,

    /// <summary>Asked for, not needed, not verified.</summary>
    RequestClientCert,

    /// <summary>Needed, not verified.</summary>
    RequireAnyClientCert,

    /// <summary>Not needed; one that comes must be of the CA.</summary>
    VerifyClientCertIfGiven,

    /// <summary>Needed, and must be of the CA.</summary>
    RequireAndVerifyClientCert,
}
