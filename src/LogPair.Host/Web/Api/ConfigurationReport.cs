namespace LogPair.Host.Web.Api;

/// <summary>The configuration in force, and what became of the one that was to replace it.</summary>
/// <param name="Settings">All of them.</param>
/// <param name="Loaded">When it was loaded.</param>
internal sealed record ConfigurationReport(IReadOnlyList<SettingView> Settings, DateTimeOffset Loaded)
{
    /// <summary>Of the rules; null for the built-in ones.</summary>
    public string? File { get; init; }

    /// <summary>The rules in force, as they were read; null for the built-in ones.</summary>
    public string? Text { get; init; }

    /// <summary>What is allowed but probably not meant.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the file as it is now is not in force; empty if it is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>When the file as it is now was refused; null if it is in force.</summary>
    public DateTimeOffset? Refused { get; init; }
}
