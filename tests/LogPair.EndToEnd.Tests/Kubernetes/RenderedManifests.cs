using k8s;
using k8s.Models;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>What <c>kubectl kustomize</c> makes of <c>k8s/</c>, loaded strictly: an unknown field or a duplicate key is an error.</summary>
internal sealed class RenderedManifests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["v1/Namespace"] = typeof(V1Namespace),
        ["v1/ConfigMap"] = typeof(V1ConfigMap),
        ["v1/Service"] = typeof(V1Service),
        ["apps/v1/Deployment"] = typeof(V1Deployment),
    };

    private readonly List<object> _objects;

    private RenderedManifests(string yaml) => _objects = KubernetesYaml.LoadAllFromString(yaml, Types, strict: true);

    /// <summary>Renders, or skips the test where there is no kubectl.</summary>
    public static async Task<RenderedManifests> RenderAsync(CancellationToken cancel)
    {
        var result = await Tool.TryRunAsync("kubectl", ["kustomize", Repository.Path("k8s")], cancel);
        Requirement.Check(result is null ? "There is no kubectl. Install it (.ci/prepare does on Debian)." : null);
        Assert.True(result!.ExitCode == 0, result.Error);
        return new RenderedManifests(result.Output);
    }

    public static RenderedManifests Parse(string yaml) => new(yaml);

    public T Single<T>() => Assert.Single(_objects.OfType<T>());

    public V1Deployment Deployment => Single<V1Deployment>();

    public V1PodTemplateSpec Pod => Deployment.Spec.Template;

    public IEnumerable<V1Container> Containers => [.. Pod.Spec.InitContainers, .. Pod.Spec.Containers];

    public V1Container Sidecar => Assert.Single(Pod.Spec.InitContainers);

    public V1Container Application => Assert.Single(Pod.Spec.Containers);
}
