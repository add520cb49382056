namespace LogPair.Testing.Pods;

/// <summary>A Pod that Kubernetes would take and then never start: what it refers to is not there, or its image would run as root.</summary>
internal sealed class PodCannotStartException(string message) : Exception(message);
