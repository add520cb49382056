namespace LogPair.Host.Commands;

/// <summary>What <c>init</c> is told to do.</summary>
/// <param name="Patterns">Files, directories or globs; a shell that did not expand them leaves that to us.</param>
/// <param name="Output">Where the rules go; null for standard output.</param>
/// <param name="IsForced">Whether a file that is there is replaced.</param>
internal sealed record InitOptions(IReadOnlyList<string> Patterns, string? Output, bool IsForced);
