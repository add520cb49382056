using System.Security.Cryptography;
using k8s;
using k8s.Models;

namespace LogPair.Testing.Pods.Manifests;

/// <summary>The Pod that a controller makes from its template: its name, its labels, its defaults.</summary>
/// <remarks>
/// Names and labels: kubernetes.io/docs/concepts/workloads/controllers/ (deployment, statefulset, daemonset, job, cron-jobs).
/// Defaults: kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/.
/// </remarks>
internal static class PodTemplates
{
    public const string DefaultNamespace = "default";

    // What Kubernetes puts into random names: no vowels, no digits that look like letters.
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";

    public static string NamespaceOf(V1ObjectMeta metadata) => metadata.NamespaceProperty ?? DefaultNamespace;

    /// <summary>Shares nothing with the workload: changing it changes no template.</summary>
    public static V1Pod PodOf(IKubernetesObject<V1ObjectMeta> workload)
    {
        var name = workload.Metadata.Name;
        var pod = workload switch
        {
            V1Pod alone => Make(alone.Metadata, alone.Spec, name),
            V1Deployment deployment => Make(deployment.Spec.Template, $"{name}-{Letters(10)}-{Letters(5)}"),
            V1StatefulSet set => Labelled(Make(set.Spec.Template, $"{name}-0"),
                ("statefulset.kubernetes.io/pod-name", $"{name}-0"), ("apps.kubernetes.io/pod-index", "0")),
            V1DaemonSet set => Make(set.Spec.Template, $"{name}-{Letters(5)}"),
            V1Job job => OfJob(job.Spec, name),
            V1CronJob cron => OfJob(cron.Spec.JobTemplate.Spec, $"{name}-{RandomNumberGenerator.GetInt32(28_000_000, 29_000_000)}"),
            _ => throw new ArgumentException($"{workload.Kind} makes no Pods.", nameof(workload)),
        };
        pod.Metadata.NamespaceProperty = NamespaceOf(workload.Metadata);
        return pod;
    }

    private static V1Pod OfJob(V1JobSpec job, string name)
    {
        var pod = Labelled(Make(job.Template, $"{name}-{Letters(5)}"), ("batch.kubernetes.io/job-name", name), ("job-name", name));

        // The Job's deadline ends its Pods: docs/concepts/workloads/controllers/job/#job-termination-and-cleanup.
        pod.Spec.ActiveDeadlineSeconds = Least(pod.Spec.ActiveDeadlineSeconds, job.ActiveDeadlineSeconds);
        return pod;
    }

    private static V1Pod Make(V1PodTemplateSpec template, string name) => Make(template.Metadata, template.Spec, name);

    private static V1Pod Make(V1ObjectMeta? metadata, V1PodSpec spec, string name)
    {
        var pod = KubernetesJson.Deserialize<V1Pod>(KubernetesJson.Serialize(new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = metadata ?? new V1ObjectMeta(),
            Spec = spec,
        }));
        pod.Metadata.Name = name;
        pod.Metadata.Labels ??= new Dictionary<string, string>();
        pod.Metadata.Annotations ??= new Dictionary<string, string>();
        pod.Spec.InitContainers ??= [];
        pod.Spec.Volumes ??= [];
        pod.Spec.SecurityContext ??= new V1PodSecurityContext();
        pod.Spec.TerminationGracePeriodSeconds ??= 30;
        pod.Spec.RestartPolicy ??= "Always";
        pod.Spec.ServiceAccountName ??= "default";
        foreach (var container in (IEnumerable<V1Container>)[.. pod.Spec.InitContainers, .. pod.Spec.Containers]) FillIn(container);
        return pod;
    }

    private static void FillIn(V1Container container)
    {
        container.SecurityContext ??= new V1SecurityContext();
        container.Resources ??= new V1ResourceRequirements();
        container.Resources.Limits ??= new Dictionary<string, ResourceQuantity>();
        container.Resources.Requests ??= new Dictionary<string, ResourceQuantity>();
        container.Env ??= [];
        container.EnvFrom ??= [];
        container.Ports ??= [];
        container.VolumeMounts ??= [];
        container.TerminationMessagePath ??= "/dev/termination-log";

        // A limit is the request, where that is not said: docs/concepts/configuration/manage-resources-containers/.
        foreach (var (resource, limit) in container.Resources.Limits) container.Resources.Requests.TryAdd(resource, limit);
    }

    private static V1Pod Labelled(V1Pod pod, params (string Name, string Value)[] labels)
    {
        foreach (var (name, value) in labels) pod.Metadata.Labels[name] = value;
        return pod;
    }

    private static long? Least(long? one, long? other) => one is null || other < one ? other : one;

    private static string Letters(int count) => RandomNumberGenerator.GetString(NameLetters, count);
}
