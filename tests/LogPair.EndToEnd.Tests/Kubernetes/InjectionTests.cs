using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The injection policies make of a labelled Pod what the component makes of its workload. <c>schema/inject.js</c> evaluates them.</summary>
public sealed class InjectionTests
{
    private const string Script = "artifacts/schema/inject.js";
    private const string Foreign = "tests/LogPair.EndToEnd.Tests/Kubernetes/foreign";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Policies => ["k8s/injection/mutating-admission-policy.yaml", "k8s/injection/kyverno-policy.yaml"];

    public static MatrixTheoryData<string, string> PoliciesAndWorkloads =>
        new(Policies.Select(row => row.Data), ["deployment", "statefulset", "daemonset", "job", "cronjob"]);

    [Theory]
    [MemberData(nameof(PoliciesAndWorkloads))]
    public async Task APodGetsWhatTheComponentGivesItsWorkload(string policy, string workload)
    {
        var rendered = (await RenderedManifests.RenderAsync($"{Foreign}/{workload}", Cancel)).Pod;
        var template = Assert.Single(RenderedManifests.Parse(
            await File.ReadAllTextAsync(Repository.Path($"{Foreign}/{workload}/workload.yaml"), Cancel)).Pods);
        var logs = rendered.Spec.Containers[0].VolumeMounts.Single(mount => mount.Name == "logpair-logs").MountPath;

        var injected = await InjectAsync(policy, LabelledPod(template, logs, size: "3Gi"));

        var annotations = injected!["metadata"]!["annotations"]!.AsObject();
        annotations.Remove("logpair/logs");
        annotations.Remove("logpair/size");
        var expected = JsonNode.Parse(KubernetesJson.Serialize(rendered));
        Assert.Equal(Text(expected!["spec"]), Text(injected["spec"]));
        Assert.Equal(Text(expected["metadata"]!["annotations"]), Text(annotations));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task APodThatDidNotAskIsLeftAlone(string policy)
    {
        var own = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Pod;
        var notLabelled = LabelledPod(Template(), "/var/log/x", size: "1Gi");
        notLabelled.Metadata.Labels.Clear();
        var withoutLogs = LabelledPod(Template(), "/var/log/x", size: "1Gi");
        withoutLogs.Metadata.Annotations.Clear();

        Assert.Null(await InjectAsync(policy, notLabelled));
        Assert.Null(await InjectAsync(policy, withoutLogs));
        Assert.Null(await InjectAsync(policy, LabelledPod(own, "/var/log/app", size: "1Gi")));
    }

    private static V1PodTemplateSpec Template() => new()
    {
        Metadata = new(),
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "main", Image = "registry.example.com/main:1" }] },
    };

    private static V1Pod LabelledPod(V1PodTemplateSpec template, string logs, string size) => new()
    {
        ApiVersion = "v1",
        Kind = "Pod",
        Metadata = new V1ObjectMeta
        {
            Name = "pod",
            Labels = new Dictionary<string, string>(template.Metadata?.Labels ?? new Dictionary<string, string>()) { ["logpair/sidecar"] = "true" },
            Annotations = new Dictionary<string, string>(template.Metadata?.Annotations ?? new Dictionary<string, string>())
            {
                ["logpair/logs"] = logs,
                ["logpair/size"] = size,
            },
        },
        Spec = template.Spec,
    };

    private static async Task<JsonNode?> InjectAsync(string policy, V1Pod pod)
    {
        Requirement.Check(File.Exists(Repository.Path(Script)) ? null : $"There is no {Script}. .ci/prepare installs it; it needs Node.js and npm.");
        using var file = new TempVolume();
        await File.WriteAllTextAsync(file["pod.yaml"], KubernetesYaml.Serialize(pod), Cancel);
        return JsonNode.Parse(await Tool.RunAsync("node", [Repository.Path(Script), Repository.Path(policy), file["pod.yaml"]], Cancel));
    }

    private static string Text(JsonNode? node) => YamlNodes.Normalized(node)!.ToJsonString();
}
