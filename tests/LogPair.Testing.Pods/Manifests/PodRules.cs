using k8s.Models;

namespace LogPair.Testing.Pods.Manifests;

/// <summary>What must hold between fields: what Kubernetes' validation refuses, and where the runner's knowledge ends.</summary>
internal static class PodRules
{
    private const string TokenPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    private static readonly string[] Resources = ["cpu", "memory", "ephemeral-storage"];

    public static IEnumerable<string> Refuse(PodManifests manifests)
    {
        var spec = manifests.Pod.Spec;
        IReadOnlyList<V1Container> containers = [.. spec.InitContainers, .. spec.Containers];
        return
        [
            .. RefuseWorkload(manifests),
            .. spec.Containers is { Count: > 0 } ? Enumerable.Empty<string>() : ["spec.containers: a Pod has at least one container."],
            .. Repeated(containers.Select(container => container.Name)).Select(name => $"containers: the name '{name}' is given twice."),
            .. Repeated(spec.Volumes.Select(volume => volume.Name)).Select(name => $"volumes: the name '{name}' is given twice."),
            .. containers.SelectMany(container => RefuseContainer(container, spec)),
            .. spec.InitContainers.Where(container => container.RestartPolicy is null).SelectMany(RefuseInitContainer),
            .. spec.Volumes.SelectMany(RefuseVolume),
            .. RefuseToken(manifests),
            .. manifests.Services.SelectMany(service => RefuseService(service, manifests.Pod)),
        ];
    }

    // docs/concepts/workloads/controllers/: each accepts these policies and a selector of its own template only.
    private static IEnumerable<string> RefuseWorkload(PodManifests manifests)
    {
        var policy = manifests.Pod.Spec.RestartPolicy;
        var selector = manifests.Workload switch
        {
            V1Deployment deployment => deployment.Spec.Selector,
            V1StatefulSet set => set.Spec.Selector,
            V1DaemonSet set => set.Spec.Selector,
            _ => null,
        };
        if (manifests.Workload is V1Job or V1CronJob && policy == "Always")
            yield return "spec.template.spec.restartPolicy: a Job takes OnFailure or Never.";
        if (manifests.Workload is V1Deployment or V1StatefulSet or V1DaemonSet)
        {
            if (policy != "Always") yield return $"spec.template.spec.restartPolicy: '{policy}', but {manifests.Workload.Kind} takes Always only.";
            if (selector is null || !LabelSelector.Selects(selector, manifests.Pod.Metadata.Labels))
                yield return "spec.selector does not select the labels of the template.";
        }
    }

    private static IEnumerable<string> RefuseContainer(V1Container container, V1PodSpec spec)
    {
        var name = $"container '{container.Name}'";
        if (string.IsNullOrEmpty(container.Image)) yield return $"{name}: image is missing.";
        foreach (var resource in container.Resources.Limits.Keys.Concat(container.Resources.Requests.Keys).Except(Resources))
            yield return $"{name}: the Pod runner does not know the resource '{resource}'.";
        foreach (var (resource, limit) in container.Resources.Limits)
        {
            if (container.Resources.Requests[resource].ToDecimal() > limit.ToDecimal()) yield return $"{name}: requests.{resource} is above its limit.";
        }

        foreach (var mount in container.VolumeMounts.Where(mount => spec.Volumes.All(volume => volume.Name != mount.Name)))
            yield return $"{name}: volumeMounts: there is no volume '{mount.Name}'.";
        foreach (var path in Repeated(container.VolumeMounts.Select(mount => mount.MountPath))) yield return $"{name}: '{path}' is mounted twice.";
        foreach (var (probe, kind) in Probes(container))
        {
            foreach (var refusal in RefuseProbe(probe, kind, container)) yield return $"{name}: {kind}: {refusal}";
        }
    }

    private static IEnumerable<(V1Probe Probe, string Kind)> Probes(V1Container container)
    {
        if (container.StartupProbe is { } startup) yield return (startup, "startupProbe");
        if (container.LivenessProbe is { } liveness) yield return (liveness, "livenessProbe");
        if (container.ReadinessProbe is { } readiness) yield return (readiness, "readinessProbe");
    }

    private static IEnumerable<string> RefuseProbe(V1Probe probe, string kind, V1Container container)
    {
        if (new object?[] { probe.HttpGet, probe.TcpSocket, probe.Exec }.Count(handler => handler is not null) != 1)
            yield return "exactly one of httpGet, tcpSocket and exec is expected.";
        if (probe.SuccessThreshold is { } successes && (successes < 1 || (successes > 1 && kind != "readinessProbe")))
            yield return "successThreshold must be 1.";
        if (probe.PeriodSeconds < 1 || probe.TimeoutSeconds < 1 || probe.FailureThreshold < 1 || probe.InitialDelaySeconds < 0)
            yield return "its numbers must be positive.";
        if ((probe.HttpGet?.Port ?? probe.TcpSocket?.Port) is { } port && PortOf(port, container) is null) yield return $"the container has no port '{port.Value}'.";
    }

    /// <summary>The number of a port that may be given by its name; null when no port has it.</summary>
    public static int? PortOf(IntOrString port, V1Container container) =>
        int.TryParse(port.Value, out var number) ? number : container.Ports.FirstOrDefault(known => known.Name == port.Value)?.ContainerPort;

    // docs/concepts/workloads/pods/init-containers/#differences-from-regular-containers
    private static IEnumerable<string> RefuseInitContainer(V1Container container)
    {
        if (Probes(container).Any() || container.Lifecycle is not null)
            yield return $"init container '{container.Name}': one without restartPolicy has neither probes nor lifecycle.";
    }

    private static IEnumerable<string> RefuseVolume(V1Volume volume)
    {
        if (new object?[] { volume.EmptyDir, volume.ConfigMap, volume.Secret, volume.DownwardAPI, volume.Projected }.Count(source => source is not null) != 1)
            yield return $"volume '{volume.Name}': exactly one source is expected.";
    }

    // docs/tasks/configure-pod-container/configure-service-account/: the Pod's word counts, then the account's; without one, a token is mounted, but
    // not into a container with a mount of its own there (plugin/pkg/admission/serviceaccount/admission.go).
    private static IEnumerable<string> RefuseToken(PodManifests manifests)
    {
        var spec = manifests.Pod.Spec;
        var isMounted = spec.AutomountServiceAccountToken
            ?? manifests.ServiceAccount(spec.ServiceAccountName)?.AutomountServiceAccountToken ?? true;
        var takers = spec.InitContainers.Concat(spec.Containers).Where(container => container.VolumeMounts.All(mount => mount.MountPath != TokenPath));
        if (isMounted && takers.Any()) yield return "spec.automountServiceAccountToken: must be false, because the Pod runner has no tokens to mount.";
    }

    private static IEnumerable<string> RefuseService(V1Service service, V1Pod pod)
    {
        var name = $"Service {service.Metadata.Name}";
        if (service.Spec.Selector is not { Count: > 0 }) yield return $"{name}: one without selector is not implemented by the Pod runner.";
        var isHeadless = service.Spec.ClusterIP == "None";
        if (!isHeadless && service.Spec.ClusterIP is not null) yield return $"{name}: a clusterIP of its own is not implemented by the Pod runner.";
        if (isHeadless || !LabelSelector.Selects(service.Spec.Selector, pod.Metadata.Labels)) yield break;

        // Its name leads to the Pod's own address here, so there is nothing that could translate ports.
        foreach (var port in service.Spec.Ports.Where(port => TargetOf(port, pod) != port.Port))
            yield return $"{name}: port {port.Port} with another targetPort is not implemented by the Pod runner.";
    }

    private static int? TargetOf(V1ServicePort port, V1Pod pod) => port.TargetPort is null
        ? port.Port
        : pod.Spec.InitContainers.Concat(pod.Spec.Containers).Select(container => PortOf(port.TargetPort, container)).FirstOrDefault(found => found is not null);

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key);
}
