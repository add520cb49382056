using LogPair.Host.Series;

namespace LogPair.Host.Playground;

/// <summary>What there is to see after a look at the rules.</summary>
internal sealed record PlaygroundView
{
    /// <summary>Counts the changes of the rules that were seen, from 1.</summary>
    public required int Look { get; init; }

    public required string RulesFile { get; init; }

    /// <summary>Errors of the rules file as it is now; if there are any, the rest is of the last one without.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Every series, and what changed since the last result.</summary>
    public required IReadOnlyList<SeriesChange> Series { get; init; }

    /// <summary>Null as long as there has been no file without errors.</summary>
    public required Replayed? Replayed { get; init; }
}
