namespace LogPair.Benchmarks.Workload;

/// <summary>Stops a measurement whose result is wrong: a fast wrong count is worth nothing.</summary>
internal static class TruthCheck
{
    private const int Shown = 20;

    /// <exception cref="InvalidDataException">There are differences; names them.</exception>
    public static void Require(string what, Truth truth, MetricsText metrics) =>
        Require(what, TruthComparison.Differences(truth, metrics));

    /// <inheritdoc cref="Require(string, Truth, MetricsText)"/>
    public static void Require(string what, IReadOnlyList<string> differences)
    {
        if (differences.Count == 0) return;

        var more = differences.Count > Shown ? $"\n  … and {differences.Count - Shown} more" : "";
        var first = string.Join("\n  ", differences.Take(Shown));
        throw new InvalidDataException($"{what}: {differences.Count} differences from the truth:\n  {first}{more}");
    }
}
