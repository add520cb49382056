namespace LogPair.Testing.Pods.Probes;

/// <summary>A postStart or preStop hook did not succeed.</summary>
internal sealed class HookFailedException(string message) : Exception(message);
