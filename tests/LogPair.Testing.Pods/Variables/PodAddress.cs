namespace LogPair.Testing.Pods.Variables;

/// <summary>Where a Pod runs.</summary>
internal sealed record PodAddress(string PodIp, string NodeIp, string NodeName);
