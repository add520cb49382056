namespace LogPair.Processor.Exposition;

/// <summary>How the port that is scraped is protected, where a web configuration says how.</summary>
/// <param name="IsLastReloadSuccess">False while what changed is refused because of its errors.</param>
/// <param name="LastSuccess">When what is in force was loaded.</param>
/// <param name="CertificateExpiry">When the first of the certificates in force runs out; null without TLS.</param>
internal sealed record PortHealth(bool IsLastReloadSuccess, DateTimeOffset LastSuccess, DateTimeOffset? CertificateExpiry);
