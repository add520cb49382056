namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>What follows from the answers of probes.</summary>
internal interface IProbeReactions
{
    void OnStarted();

    void OnReadiness(bool isReady);

    /// <param name="probe">Which one failed as often as it may.</param>
    /// <param name="grace">Its own grace period; null for the Pod's.</param>
    void OnFailed(string probe, TimeSpan? grace);
}
