namespace LogPair.Benchmarks.CatchUp;

/// <summary>One way of catching up.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Files">Together the whole input.</param>
internal sealed record CatchUpPlan(string Name, IReadOnlyList<string> Files)
{
    /// <summary>The only processor that it may use; null for all.</summary>
    public int? Processor { get; init; }

    /// <summary>CPU time after which it is killed once and started again; null for never.</summary>
    public TimeSpan? KillAfter { get; init; }
}
