namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>What a test says about the run, beside the manifests.</summary>
internal sealed record PodOptions
{
    /// <summary>From images in manifests to images of the engine; others must be there under their own name.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>The image that holds the namespaces.</summary>
    public required string PauseImage { get; init; }

    /// <summary>
    /// How much faster than Kubernetes' the runner's own waiting goes: back-off, <c>initialDelaySeconds</c>, <c>periodSeconds</c> and the
    /// eviction manager's interval are divided by it. What containers are given to do something (<c>timeoutSeconds</c>, grace periods, hooks,
    /// deadlines) is not. 1 by default; it is the first line of the Pod's history.
    /// </summary>
    public double TimeScale { get; init; } = 1;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
