namespace LogPair.Testing.Pods.Lifecycle;

/// <remarks>kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase</remarks>
internal enum PodPhase
{
    Pending,
    Running,
    Succeeded,
    Failed,
}
