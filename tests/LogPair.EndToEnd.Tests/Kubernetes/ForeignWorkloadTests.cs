using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using LogPair.Contract;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The component "sidecar" on workloads that were not written for it.</summary>
public sealed class ForeignWorkloadTests
{
    private const string Directory = "tests/LogPair.EndToEnd.Tests/Kubernetes/foreign";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Workloads => new()
    {
        { "deployment", "/srv/blog/log" },
        { "statefulset", "/var/log/ledger" },
        { "daemonset", "/data/out" },
        { "job", "/srv/import/log" },
        { "cronjob", "/opt/report/logs" },
    };

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task ItGetsACompleteSidecar(string workload, string logs)
    {
        var manifests = await RenderedManifests.RenderAsync($"{Directory}/{workload}", Cancel);
        var own = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Sidecar;
        var pod = manifests.Pod.Spec;

        Assert.Equal("logpair", pod.InitContainers[0].Name);
        Assert.Equal("registry.example.com/logpair:0.1.0", manifests.Sidecar.Image);
        manifests.Sidecar.Image = own.Image;
        Assert.Equal(KubernetesYaml.Serialize(own), KubernetesYaml.Serialize(manifests.Sidecar));
        Assert.Equal(logs, Assert.Single(pod.Containers[0].VolumeMounts, mount => mount.Name == "logpair-logs").MountPath);
        Assert.All(pod.Containers.Skip(1), other => Assert.DoesNotContain(other.VolumeMounts ?? [], mount => mount.Name == "logpair-logs"));
        Assert.Equal("3Gi", pod.Volumes.Single(volume => volume.Name == "logpair-logs").EmptyDir.SizeLimit.ToString());
        Assert.Equal(manifests.Single<V1ConfigMap>().Metadata.Name, pod.Volumes.Single(volume => volume.ConfigMap?.Name.StartsWith("logpair-rules-", StringComparison.Ordinal) is true).ConfigMap.Name);
        Assert.Equal($"{VolumeLayout.DefaultPort}", manifests.Pod.Metadata.Annotations["prometheus.io/port"]);
        Assert.Equal("true", manifests.Pod.Metadata.Labels["logpair/sidecar"]);
        Assert.Empty(ProfileAudit.Findings(manifests.Sidecar, pod.SecurityContext));
    }

    [Theory]
    [MemberData(nameof(Workloads))]
    public async Task NothingOfItsOwnIsLost(string workload, string logs)
    {
        Assert.StartsWith("/", logs, StringComparison.Ordinal);
        var before = Json(RenderedManifests.Parse(await File.ReadAllTextAsync(Repository.Path($"{Directory}/{workload}/workload.yaml"), Cancel)));
        var after = Json(await RenderedManifests.RenderAsync($"{Directory}/{workload}", Cancel));

        var lost = Lost(before, after, "").Except(["/metadata/namespace"]);

        Assert.Empty(lost);
    }

    private static JsonNode Json(RenderedManifests manifests)
    {
        var workload = manifests.All<IKubernetesObject<V1ObjectMeta>>()
            .Single(resource => resource is V1Deployment or V1StatefulSet or V1DaemonSet or V1Job or V1CronJob);
        return JsonNode.Parse(KubernetesJson.Serialize(workload))!;
    }

    // What is in the first and not in the second; elements of lists that have names go by them.
    private static IEnumerable<string> Lost(JsonNode before, JsonNode? after, string path) => (before, after) switch
    {
        (JsonObject one, JsonObject other) => one
            .Where(member => member.Value is not null)
            .SelectMany(member => Lost(member.Value!, other[member.Key], $"{path}/{member.Key}")),
        (JsonArray one, JsonArray other) => one.SelectMany((element, index) =>
            Lost(element!, SameOf(element!, other, index), $"{path}/{index}")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [path],
    };

    private static JsonNode? SameOf(JsonNode element, JsonArray others, int index) => element is JsonObject named && named["name"] is { } name
        ? others.FirstOrDefault(other => JsonNode.DeepEquals(other?["name"], name))
        : others.ElementAtOrDefault(index);
}
