namespace LogPair.Host.Commands;

/// <summary>What 'logpair top' was asked for.</summary>
/// <param name="Url">Of the processor; null for the one on this machine that has the same settings.</param>
/// <param name="Form">How it is shown.</param>
internal sealed record TopFlags(string? Url, TopForm Form)
{
    /// <summary>Holds a bearer token; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Name for basic authentication; null for none.</summary>
    public string? User { get; init; }

    /// <summary>Holds the password; null for none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Certificates of authorities to trust besides the system's; null for none.</summary>
    public string? AuthorityFile { get; init; }

    public required TimeSpan Interval { get; init; }
}
