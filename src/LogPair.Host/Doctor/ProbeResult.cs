namespace LogPair.Host.Doctor;

/// <summary>What became of a probe.</summary>
/// <param name="Outcome">Of the event.</param>
/// <param name="Detail">How long it took, or the reason; without a final full stop.</param>
internal readonly record struct ProbeResult(ProbeOutcome Outcome, string Detail);
