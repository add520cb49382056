using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>What <c>kubectl kustomize</c> makes of a directory, loaded strictly: an unknown field or a duplicate key is an error.</summary>
internal sealed partial class RenderedManifests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["v1/Namespace"] = typeof(V1Namespace),
        ["v1/ConfigMap"] = typeof(V1ConfigMap),
        ["v1/Secret"] = typeof(V1Secret),
        ["v1/Service"] = typeof(V1Service),
        ["apps/v1/Deployment"] = typeof(V1Deployment),
        ["apps/v1/StatefulSet"] = typeof(V1StatefulSet),
        ["apps/v1/DaemonSet"] = typeof(V1DaemonSet),
        ["batch/v1/Job"] = typeof(V1Job),
        ["batch/v1/CronJob"] = typeof(V1CronJob),
        ["networking.k8s.io/v1/NetworkPolicy"] = typeof(V1NetworkPolicy),
        ["policy/v1/PodDisruptionBudget"] = typeof(V1PodDisruptionBudget),
    };

    private static readonly ConcurrentDictionary<string, Task<ToolResult?>> Rendered = new();

    private readonly List<object> _objects;

    private RenderedManifests(string yaml)
    {
        Text = yaml;
        _objects = KubernetesYaml.LoadAllFromString(string.Join("\n---\n", WithoutCustom(yaml)), Types, strict: true);
    }

    /// <summary>All documents.</summary>
    public string Text { get; }

    /// <summary>What this project ships: the base and each overlay, relative to the repository.</summary>
    public static TheoryData<string> Shipped => ["k8s/base", .. Overlays()];

    /// <summary>Renders, or skips the test where there is no kubectl.</summary>
    /// <param name="directory">Of a <c>kustomization.yaml</c>; relative to the repository, or absolute.</param>
    public static async Task<RenderedManifests> RenderAsync(string directory, CancellationToken cancel)
    {
        var result = await Rendered.GetOrAdd(directory, Render).WaitAsync(cancel);
        Requirement.Check(result is null ? "There is no kubectl. Install it (.ci/prepare does on Debian)." : null);
        Assert.True(result!.ExitCode == 0, result.Error);
        return new RenderedManifests(result.Output);
    }

    public static RenderedManifests Parse(string yaml) => new(yaml);

    public T Single<T>() => Assert.Single(_objects.OfType<T>());

    public IEnumerable<T> All<T>() => _objects.OfType<T>();

    /// <summary>The templates of all workloads.</summary>
    public IEnumerable<V1PodTemplateSpec> Pods => _objects.Select(TemplateOf).OfType<V1PodTemplateSpec>();

    /// <summary>The template of the one workload that has the sidecar.</summary>
    public V1PodTemplateSpec Pod => Assert.Single(Pods, pod => Containers(pod).Any(container => container.Name == "logpair"));

    public V1Container Sidecar => Containers(Pod).Single(container => container.Name == "logpair");

    public V1Container Application => Pod.Spec.Containers.First(container => container.Name != "logpair");

    public static IEnumerable<V1Container> Containers(V1PodTemplateSpec pod) =>
        [.. pod.Spec.InitContainers ?? [], .. pod.Spec.Containers];

    // What renders for one test must not end with it: others may wait for the same.
    private static Task<ToolResult?> Render(string directory) =>
        Tool.TryRunAsync("kubectl", ["kustomize", Repository.Path(directory)], CancellationToken.None);

    private static V1PodTemplateSpec? TemplateOf(object resource) => resource switch
    {
        V1Deployment deployment => deployment.Spec.Template,
        V1StatefulSet set => set.Spec.Template,
        V1DaemonSet set => set.Spec.Template,
        V1Job job => job.Spec.Template,
        V1CronJob job => job.Spec.JobTemplate.Spec.Template,
        _ => null,
    };

    private static IEnumerable<string> Overlays() => Directory.EnumerateDirectories(Repository.Path("k8s/overlays"))
        .Select(directory => $"k8s/overlays/{Path.GetFileName(directory)}")
        .Order(StringComparer.Ordinal);

    // The client has no types for the Prometheus operator's resources; SchemaTests checks those.
    private static IEnumerable<string> WithoutCustom(string yaml) =>
        DocumentEnd().Split(yaml).Where(document => !document.Contains("apiVersion: monitoring.coreos.com/", StringComparison.Ordinal));

    [GeneratedRegex("^---$", RegexOptions.Multiline)]
    private static partial Regex DocumentEnd();
}
