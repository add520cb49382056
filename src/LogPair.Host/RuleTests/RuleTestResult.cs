namespace LogPair.Host.RuleTests;

/// <summary>What became of one test.</summary>
/// <param name="Test">Which.</param>
/// <param name="Differences">Empty if it passed.</param>
/// <param name="Took">How long it ran.</param>
internal sealed record RuleTestResult(RuleTest Test, IReadOnlyList<DiffLine> Differences, TimeSpan Took)
{
    public bool HasPassed => Differences.Count == 0;
}
