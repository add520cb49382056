namespace LogPair.Host.Workload;

/// <summary>The shop's own exception type that wraps another.</summary>
internal sealed class RepositoryException(string message, Exception inner) : Exception(message, inner);
