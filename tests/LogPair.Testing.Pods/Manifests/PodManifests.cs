using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace LogPair.Testing.Pods.Manifests;

/// <summary>Objects as they would be applied to a cluster, loaded strictly, and the one Pod that they make.</summary>
/// <remarks>
/// Loading refuses unknown fields, duplicate keys and wrong types (KubernetesClient's strict mode), kinds and fields that the runner does
/// not implement (<see cref="KnownFields"/>), and what Kubernetes' validation refuses of what is known (<see cref="PodRules"/>).
/// </remarks>
internal sealed partial class PodManifests
{
    private static readonly Dictionary<string, Type> Kinds = new()
    {
        ["v1/Pod"] = typeof(V1Pod),
        ["apps/v1/Deployment"] = typeof(V1Deployment),
        ["apps/v1/StatefulSet"] = typeof(V1StatefulSet),
        ["apps/v1/DaemonSet"] = typeof(V1DaemonSet),
        ["batch/v1/Job"] = typeof(V1Job),
        ["batch/v1/CronJob"] = typeof(V1CronJob),
        ["v1/ConfigMap"] = typeof(V1ConfigMap),
        ["v1/Secret"] = typeof(V1Secret),
        ["v1/Service"] = typeof(V1Service),
        ["v1/ServiceAccount"] = typeof(V1ServiceAccount),
        ["v1/Namespace"] = typeof(V1Namespace),
        ["networking.k8s.io/v1/NetworkPolicy"] = typeof(V1NetworkPolicy),
    };

    private readonly List<IKubernetesObject<V1ObjectMeta>> _objects;

    private PodManifests(List<IKubernetesObject<V1ObjectMeta>> objects, string? workload)
    {
        _objects = objects;
        var workloads = objects.Where(known => IsWorkload(known) && (workload is null || known.Metadata.Name == workload)).ToList();
        if (workloads.Count != 1)
        {
            throw new ManifestRefusedException(
                $"One workload{(workload is null ? "" : $" '{workload}'")} is expected, there are {workloads.Count}: {string.Join(", ", workloads.Select(Describe))}");
        }

        Workload = workloads[0];
        Pod = PodTemplates.PodOf(Workload);
    }

    /// <summary>What the Pod is made from.</summary>
    public IKubernetesObject<V1ObjectMeta> Workload { get; }

    /// <summary>The Pod as its controller would create it. A test may change it before it runs; it is checked again then.</summary>
    public V1Pod Pod { get; }

    public IEnumerable<V1Service> Services => Of<V1Service>();

    public IEnumerable<V1NetworkPolicy> NetworkPolicies => Of<V1NetworkPolicy>();

    public IEnumerable<V1Namespace> Namespaces => Of<V1Namespace>();

    /// <param name="yaml">One or more documents.</param>
    /// <param name="workload">Name of the one that is to be run; null when there is only one.</param>
    /// <param name="ignoredKinds">Kinds that something else in the cluster reads, such as <c>monitoring.coreos.com/v1/PodMonitor</c>.</param>
    /// <exception cref="ManifestRefusedException">With every reason.</exception>
    public static PodManifests Load(string yaml, string? workload = null, params IReadOnlyList<string> ignoredKinds)
    {
        var refusals = new List<string>();
        var objects = new List<IKubernetesObject<V1ObjectMeta>>();
        foreach (var document in Separator().Split(yaml).Where(document => document.Trim().Length > 0))
        {
            var kind = $"{Field(document, "apiVersion")}/{Field(document, "kind")}";
            if (ignoredKinds.Contains(kind)) continue;
            if (!Kinds.ContainsKey(kind)) refusals.Add($"{kind}: the Pod runner does not know this kind.");
            else if (Parse(document, kind, refusals) is { } loaded) objects.Add(loaded);
        }

        if (refusals.Count > 0) throw new ManifestRefusedException(refusals);

        var manifests = new PodManifests(objects, workload);
        manifests.Check();
        return manifests;
    }

    /// <exception cref="ManifestRefusedException">The Pod, perhaps changed since it was loaded, is not one that can be run.</exception>
    public void Check()
    {
        List<string> refusals =
        [
            .. KnownFields.Refuse(Pod, "Pod").Select(refusal => $"{Describe(Workload)}: Pod: {refusal}"),
            .. PodRules.Refuse(this).Select(refusal => $"{Describe(Workload)}: {refusal}"),
        ];
        if (refusals.Count > 0) throw new ManifestRefusedException(refusals);
    }

    /// <summary>Null when there is none of that name in the Pod's namespace.</summary>
    public V1ConfigMap? ConfigMap(string name) => Named<V1ConfigMap>(name);

    /// <summary>Null when there is none of that name in the Pod's namespace.</summary>
    public V1Secret? Secret(string name) => Named<V1Secret>(name);

    /// <summary>Null when there is none of that name in the Pod's namespace.</summary>
    public V1ServiceAccount? ServiceAccount(string name) => Named<V1ServiceAccount>(name);

    /// <summary>Puts a new version in the place of the one with its name.</summary>
    public void Replace<T>(T changed)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        _objects.RemoveAll(known => known is T && known.Metadata.Name == changed.Metadata.Name);
        _objects.Add(changed);
    }

    private static string Describe(IKubernetesObject<V1ObjectMeta> value) => $"{value.Kind} {value.Metadata?.Name}";

    private static bool IsWorkload(object value) => value is V1Pod or V1Deployment or V1StatefulSet or V1DaemonSet or V1Job or V1CronJob;

    private static IKubernetesObject<V1ObjectMeta>? Parse(string document, string kind, List<string> refusals)
    {
        IKubernetesObject<V1ObjectMeta> loaded;
        try
        {
            loaded = (IKubernetesObject<V1ObjectMeta>)KubernetesYaml.LoadAllFromString(document, Kinds, strict: true).Single();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The library throws what its parser threw, of many types.
            refusals.Add($"{kind}: {exception.Message} {exception.InnerException?.Message}");
            return null;
        }

        refusals.AddRange(KnownFields.Refuse(loaded, loaded.Kind).Select(refusal => $"{Describe(loaded)}: {refusal}"));
        return loaded;
    }

    private IEnumerable<T> Of<T>() => _objects.OfType<T>();

    private T? Named<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> => _objects.OfType<T>()
            .FirstOrDefault(value => value.Metadata.Name == name && PodTemplates.NamespaceOf(value.Metadata) == Pod.Metadata.NamespaceProperty);

    private static string Field(string document, string name) =>
        Regex.Match(document, $@"^{name}:\s*[""']?([^\s""']+)", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^---\s*$", RegexOptions.Multiline)]
    private static partial Regex Separator();
}
