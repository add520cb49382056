namespace LogPair.Testing.Pods.Probes;

/// <summary>One probe's answer.</summary>
/// <param name="IsSuccess">The container passed.</param>
/// <param name="Why">What was seen.</param>
internal readonly record struct ProbeOutcome(bool IsSuccess, string Why);
