namespace LogPair.Processor.Pipeline.Committing;

/// <summary>Why the port did not serve somebody.</summary>
internal enum PortRefusal
{
    /// <summary>Credentials are needed, and there were none, or none that can be understood.</summary>
    NoCredentials,

    /// <summary>A wrong password, an unknown user or a wrong token.</summary>
    WrongCredentials,

    /// <summary>A certificate is needed, and there was none, or none that is good any more.</summary>
    NoCertificate,

    /// <summary>The handshake of TLS failed, a wrong certificate of the client included, or took too long.</summary>
    Handshake,

    /// <summary>Passwords wait to be checked, as many as may.</summary>
    TooManyGuesses,

    /// <summary>More requests than the rate that is set.</summary>
    TooManyRequests,

    /// <summary>Scrapes are being answered, as many as may.</summary>
    TooManyScrapes,

    /// <summary>People are being shown what they asked for, as many as may.</summary>
    TooManyLooks,

    /// <summary>An address has as many connections as it may.</summary>
    TooManyConnections,

    /// <summary>The answer did not go out in time.</summary>
    TooSlow,
}
