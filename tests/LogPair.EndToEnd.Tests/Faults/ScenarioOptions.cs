namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>What a scenario is made of.</summary>
internal sealed record ScenarioOptions(WritingStyle Style)
{
    /// <summary>20 MB/s: about fifty thousand lines a second.</summary>
    public int BytesPerSecond { get; init; } = 20_000_000;

    /// <summary>Where the logs are; null for a directory in the scenario's own volume.</summary>
    public string? LogsPath { get; init; }

    /// <summary>How counts and truth are compared.</summary>
    public Func<Scenario, IReadOnlyDictionary<string, double>, IEnumerable<string>> Compare { get; init; } = ScenarioVerdict.Equal;
}
