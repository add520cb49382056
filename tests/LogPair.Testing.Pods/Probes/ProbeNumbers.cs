using k8s.Models;

namespace LogPair.Testing.Pods.Probes;

/// <summary>The numbers of a probe, with Kubernetes' defaults.</summary>
/// <remarks>kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes</remarks>
internal sealed class ProbeNumbers(V1Probe probe)
{
    public TimeSpan InitialDelay { get; } = TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0);

    public TimeSpan Period { get; } = TimeSpan.FromSeconds(probe.PeriodSeconds ?? 10);

    public TimeSpan Timeout { get; } = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1);

    public int Successes { get; } = probe.SuccessThreshold ?? 1;

    public int Failures { get; } = probe.FailureThreshold ?? 3;
}
