using System.Text.Json.Nodes;
using k8s.Models;
using LogPair.Contract;
using LogPair.EndToEnd.Tests.Alerts;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>Every overlay, and what the manifests repeat of other files.</summary>
public sealed class ShippedManifestsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Shipped => RenderedManifests.Shipped;

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task EveryContainerMeetsTheRestrictedProfile(string directory)
    {
        var manifests = await RenderedManifests.RenderAsync(directory, Cancel);

        Assert.NotEmpty(manifests.Pods);
        Assert.All(manifests.Pods, pod => Assert.Empty(ProfileAudit.Findings(pod)));
        Assert.All(manifests.All<V1Namespace>(), space =>
            Assert.Equal("restricted", space.Metadata.Labels["pod-security.kubernetes.io/enforce"]));
    }

    [Theory]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")]
    [InlineData("- ALL", "- NET_RAW")]
    [InlineData("type: RuntimeDefault", "type: Unconfined")]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false")]
    [InlineData("runAsUser: 10001", "runAsUser: 0")]
    [InlineData("automountServiceAccountToken: false", "automountServiceAccountToken: true")]
    [InlineData("enableServiceLinks: false", "hostNetwork: true")]
    [InlineData("emptyDir:\n          sizeLimit: 64Mi", "hostPath:\n          path: /")]
    public async Task TheAuditFindsWhatIsNotRestricted(string allowed, string forbidden)
    {
        var text = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Text;

        var worse = RenderedManifests.Parse(text.Replace(allowed, forbidden, StringComparison.Ordinal));

        Assert.NotEqual(text, worse.Text);
        Assert.NotEmpty(ProfileAudit.Findings(worse.Pod));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task EveryNameThatOneResourceCallsAnotherByIsOne(string directory)
    {
        var manifests = await RenderedManifests.RenderAsync(directory, Cancel);
        var configMaps = manifests.All<V1ConfigMap>().Select(map => map.Metadata.Name).ToHashSet();

        foreach (var pod in manifests.Pods)
        {
            var mounted = RenderedManifests.Containers(pod).SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name);
            Assert.Equal(pod.Spec.Volumes.Select(volume => volume.Name).Order(), mounted.Distinct().Order());
            Assert.All(
                pod.Spec.Volumes.Where(volume => volume.ConfigMap is not null),
                volume => Assert.Contains(volume.ConfigMap.Name, configMaps));
            foreach (var container in RenderedManifests.Containers(pod))
            {
                var ports = (container.Ports ?? []).Select(port => port.Name).ToHashSet();
                Assert.All(Probes(container), probe => Assert.Contains(probe.HttpGet.Port.Value, ports));
            }
        }

        foreach (var service in manifests.All<V1Service>())
        {
            var pod = Assert.Single(manifests.Pods, pod => service.Spec.Selector.All(pod.Metadata.Labels.Contains));
            var ports = RenderedManifests.Containers(pod).SelectMany(container => container.Ports ?? []).Select(port => port.Name);
            Assert.All(service.Spec.Ports, port => Assert.Contains(port.TargetPort.Value, ports));
        }

        foreach (var policy in manifests.All<V1NetworkPolicy>())
            Assert.Contains(manifests.Pods, pod => policy.Spec.PodSelector.MatchLabels.All(pod.Metadata.Labels.Contains));
    }

    [Fact]
    public async Task OnlyPrometheusNamespaceReachesTheMetricsPort()
    {
        var policy = (await RenderedManifests.RenderAsync("k8s/overlays/production", Cancel)).Single<V1NetworkPolicy>().Spec;

        var tcp = policy.Ingress
            .SelectMany(rule => rule.Ports.Select(port => (rule.FromProperty, Port: port)))
            .Where(allowed => allowed.Port.Protocol == "TCP")
            .ToList();
        var metrics = Assert.Single(tcp, allowed => Covers(allowed.Port, VolumeLayout.DefaultPort));
        Assert.Equal("monitoring", Assert.Single(metrics.FromProperty).NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]);
        Assert.All(Enumerable.Range(1, 65535).Where(port => port != VolumeLayout.DefaultPort), port =>
            Assert.Contains(tcp, allowed => Covers(allowed.Port, port)));
        Assert.Contains("Egress", policy.PolicyTypes);
        Assert.Empty(policy.Egress);
    }

    [Theory]
    [InlineData("sidecar")]
    [InlineData("downward-api")]
    [InlineData("tls")]
    [InlineData("basic-auth")]
    public void ACronJobGetsWhatOtherWorkloadsGet(string component)
    {
        var pod = YamlNodes.File($"k8s/components/{component}/pod.yaml")["spec"]!["template"];
        var cronJob = YamlNodes.File($"k8s/components/{component}/cronjob.yaml")["spec"]!["jobTemplate"]!["spec"]!["template"];

        Assert.True(JsonNode.DeepEquals(pod, cronJob));
    }

    [Fact]
    public void TheOperatorsRulesAreTheOnesThatPromtoolTests()
    {
        var operators = YamlNodes.File("k8s/components/prometheus-operator/prometheus-rule.yaml")["spec"];

        Assert.True(JsonNode.DeepEquals(YamlNodes.File(AlertRules.File), operators));
    }

    [Theory]
    [InlineData("docker/rules.yaml", "k8s/base/rules.yaml")]
    [InlineData("k8s/base/rules.yaml", "k8s/overlays/job/rules.yaml")]
    [InlineData("docker/nginx/nginx.conf", "k8s/overlays/nginx/nginx.conf")]
    [InlineData("docker/nginx/rules.yaml", "k8s/overlays/nginx/rules.yaml")]
    [InlineData("docker/grafana/dashboards/logpair.json", "k8s/components/prometheus-operator/dashboards/logpair.json")]
    [InlineData("docker/grafana/dashboards/logs-as-metrics.json", "k8s/components/prometheus-operator/dashboards/logs-as-metrics.json")]
    public void WhatStandsInTwoPlacesIsTheSame(string one, string other) =>
        Assert.Equal(File.ReadAllText(Repository.Path(one)), File.ReadAllText(Repository.Path(other)));

    private static IEnumerable<V1Probe> Probes(V1Container container) =>
        new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Where(probe => probe?.HttpGet is not null);

    private static bool Covers(V1NetworkPolicyPort port, int number)
    {
        var first = int.Parse(port.Port.Value, System.Globalization.CultureInfo.InvariantCulture);
        return number >= first && number <= (port.EndPort ?? first);
    }
}
