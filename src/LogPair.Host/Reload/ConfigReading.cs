namespace LogPair.Host.Reload;

/// <summary>What one look at the rules file brought.</summary>
/// <param name="Text">The whole content; null if it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
internal sealed record ConfigReading(string? Text, string? Problem);
