namespace LogPair.Host.RuleTests;

/// <summary>What must come out of a test's lines.</summary>
internal sealed record Expectation
{
    /// <summary>Series that must have these values.</summary>
    public IReadOnlyList<ExpectedSeries> Series { get; init; } = [];

    /// <summary>Lines that must not parse; null if that does not matter.</summary>
    public long? Unparsed { get; init; }

    /// <summary>Records that no rule must match; null if that does not matter.</summary>
    public long? Unmatched { get; init; }

    /// <summary>Whether the rules' metrics must have no other series than these, zeros aside.</summary>
    public bool IsExact { get; init; }
}
