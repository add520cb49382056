namespace LogPair.Host.Web.Api;

/// <summary>One thing to say about the health of a processor.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Subject">Where more is said: <c>files</c>, <c>losses</c>, <c>rules</c>, <c>lines</c>, <c>configuration</c> or empty.</param>
internal sealed record HealthFinding(FindingLevel Level, string Text, string Subject);
