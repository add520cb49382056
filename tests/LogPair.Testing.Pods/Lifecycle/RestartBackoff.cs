namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>How long a container that ended waits for its next start.</summary>
/// <remarks>
/// "Initial crash: Kubernetes attempts an immediate restart … The kubelet restarts them with an exponential backoff delay (10s, 20s, 40s, …), that
/// is capped at 300 seconds. Once a container has executed for 10 minutes without any problems, the kubelet resets the restart backoff timer":
/// kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts.
/// </remarks>
internal sealed class RestartBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private TimeSpan _next = TimeSpan.Zero;

    /// <param name="ran">How long the container ran before it ended.</param>
    public TimeSpan Next(TimeSpan ran)
    {
        if (ran >= ForgottenAfter) _next = TimeSpan.Zero;
        var wait = _next;
        var doubled = wait == TimeSpan.Zero ? First : wait * 2;
        _next = doubled < Longest ? doubled : Longest;
        return wait;
    }
}
