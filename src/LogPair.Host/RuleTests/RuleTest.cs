using LogPair.Processor.Rules;

namespace LogPair.Host.RuleTests;

/// <summary>One test of a rules file: lines in, series out.</summary>
internal sealed record RuleTest
{
    public required string Name { get; init; }

    /// <summary>Where the test file says so, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>How the lines are to be read; null for what the rules say.</summary>
    public InputRule? Input { get; init; }

    /// <summary>What stands in the test itself; null if there is a <see cref="File"/>.</summary>
    public string? Lines { get; init; }

    /// <summary>A file at rest; null if there are <see cref="Lines"/>.</summary>
    public string? File { get; init; }

    public required Expectation Expected { get; init; }
}
