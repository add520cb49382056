namespace LogPair.Host.Doctor;

/// <summary>What was found behind the port, and what the processor there says of itself.</summary>
internal sealed record PortLook(PortState State)
{
    /// <summary>Why <c>run</c> could not have the port, or what a stranger did; without a final full stop.</summary>
    public string Detail { get; init; } = "";

    /// <summary>What <c>/healthz</c> says if all is not well; else null.</summary>
    public string? Illness { get; init; }

    /// <summary>What <c>/readyz</c> says if it is not ready; else null.</summary>
    public string? NotReady { get; init; }

    /// <summary>Null if they were not asked for, or did not come: <see cref="NoMetrics"/> says why.</summary>
    public RunningMetrics? Metrics { get; init; }

    /// <summary>Why there are no metrics; null if there are.</summary>
    public string? NoMetrics { get; init; }
}
