using LogPair.Host.Web.Api;

namespace LogPair.Host.Top;

/// <summary>What there is to see at one moment.</summary>
/// <param name="Address">Of the processor.</param>
/// <param name="State">What is shown.</param>
internal sealed record TopView(string Address, TopState State)
{
    /// <summary>The last answer; null before the first.</summary>
    public TopSnapshot? Snapshot { get; init; }

    /// <summary>The one before.</summary>
    public TopSnapshot? Before { get; init; }

    /// <summary>Why there is no newer answer; null if there is.</summary>
    public string? Problem { get; init; }

    /// <summary>Another answer came.</summary>
    public TopView With(TopSnapshot snapshot) => this with { Snapshot = snapshot, Before = Snapshot, Problem = null };

    /// <summary>What to say first, the worst above.</summary>
    public IReadOnlyList<HealthFinding> Health => Problem is not null
        ? [new HealthFinding(FindingLevel.Failure, Problem, "")]
        : Snapshot?.Status.Health ?? [];
}
