using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>What a scenario is made of.</summary>
internal sealed record ScenarioOptions(WritingStyle Style)
{
    /// <summary>20 MB/s: about fifty thousand lines a second.</summary>
    public int BytesPerSecond { get; init; } = 20_000_000;

    /// <summary>Where the logs are; null for a directory in the scenario's own volume.</summary>
    public string? LogsPath { get; init; }

    /// <summary>Where the state is; null likewise.</summary>
    public string? StatePath { get; init; }

    /// <summary>Added to the environment of the processor.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>What the first life runs under; see <see cref="Strace"/>.</summary>
    public IReadOnlyList<string>? FirstUnder { get; init; }

    /// <summary>How counts and truth are compared.</summary>
    public Func<Scenario, IReadOnlyDictionary<string, double>, IEnumerable<string>> Compare { get; init; } =
        ScenarioVerdict.Equal;

    public string LogsIn(TempVolume volume) => LogsPath ?? volume["logs"];

    public string StateIn(TempVolume volume) => StatePath ?? volume["state"];
}
