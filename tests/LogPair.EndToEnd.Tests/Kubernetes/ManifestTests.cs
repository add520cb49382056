using k8s.Models;
using LogPair.Contract;
using LogPair.Processor.Pipeline;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The strict load finds what Kubernetes would not know; these tests find what it would accept and then not do.</summary>
public sealed class ManifestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMisspeltFieldDoesNotLoad()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);
        var yaml = k8s.KubernetesYaml.Serialize(manifests.Single<V1Deployment>());

        Assert.ThrowsAny<Exception>(() => RenderedManifests.Parse(yaml.Replace("readOnlyRootFilesystem", "readonlyRootFilesystem", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheProcessorIsANativeSidecarThatTheApplicationWaitsFor()
    {
        var sidecar = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Sidecar;

        Assert.Equal("Always", sidecar.RestartPolicy);
        Assert.Equal("/healthz", sidecar.StartupProbe.HttpGet.Path);
        Assert.Equal("/healthz", sidecar.LivenessProbe.HttpGet.Path);
        Assert.Null(sidecar.ReadinessProbe);
    }

    [Fact]
    public async Task ThePodIsGivenLongerToStopThanTheProcessorTakes()
    {
        var pod = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Pod.Spec;

        Assert.True(pod.TerminationGracePeriodSeconds > ProcessorOptions.DefaultStopTimeout.TotalSeconds + 2);
    }

    [Fact]
    public async Task EveryPortIsTheContractsPortUnderTheNameThatOthersUse()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);

        var port = Assert.Single(RenderedManifests.Containers(manifests.Pod).SelectMany(container => container.Ports ?? []));
        var servicePort = Assert.Single(manifests.Single<V1Service>().Spec.Ports);
        var probes = RenderedManifests.Containers(manifests.Pod).SelectMany(Probes).ToList();

        Assert.Equal(VolumeLayout.DefaultPort, port.ContainerPort);
        Assert.Equal(VolumeLayout.DefaultPort, servicePort.Port);
        Assert.Equal(port.Name, servicePort.TargetPort.Value);
        Assert.All(probes, probe => Assert.Equal(port.Name, probe.HttpGet.Port.Value));
        Assert.Equal($"{VolumeLayout.DefaultPort}", manifests.Pod.Metadata.Annotations["prometheus.io/port"]);
        Assert.Equal("/metrics", manifests.Pod.Metadata.Annotations["prometheus.io/path"]);
    }

    [Fact]
    public async Task EveryMountHasAVolumeAndEveryVolumeAMount()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);

        var mounted = RenderedManifests.Containers(manifests.Pod).SelectMany(container => container.VolumeMounts).Select(mount => mount.Name).Distinct();
        var volumes = manifests.Pod.Spec.Volumes.Select(volume => volume.Name);

        Assert.Equal(volumes.Order(), mounted.Order());
    }

    [Fact]
    public async Task NeitherSideCanWriteTheOthersFiles()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);

        AssertMount(manifests.Sidecar, VolumeLayout.LogsVariable, "logpair-logs", isReadOnly: true);
        AssertMount(manifests.Sidecar, VolumeLayout.StateVariable, "logpair-state", isReadOnly: false);
        AssertMount(manifests.Application, VolumeLayout.LogsVariable, "logpair-logs", isReadOnly: false);
        AssertMount(manifests.Application, VolumeLayout.StateVariable, "logpair-state", isReadOnly: true);
    }

    [Fact]
    public async Task BothVolumesAreBoundedAndOwnedByAGroupThatBothContainersHave()
    {
        var pod = (await RenderedManifests.RenderAsync("k8s/base", Cancel)).Pod.Spec;

        var emptyDirectories = pod.Volumes.Where(volume => volume.EmptyDir is not null).ToList();

        Assert.Equal(["logpair-logs", "logpair-state", "logpair-no-token"], emptyDirectories.Select(volume => volume.Name));
        Assert.All(emptyDirectories, volume => Assert.True(volume.EmptyDir.SizeLimit.ToInt64() > 0));
        Assert.NotNull(pod.SecurityContext.FsGroup);
    }

    [Fact]
    public async Task TheRulesFileIsMountedWhereTheProcessorLooksAndIsTheOneOfTheComposeDemo()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);
        var configMap = manifests.Single<V1ConfigMap>();
        var volume = Assert.Single(manifests.Pod.Spec.Volumes, volume => volume.ConfigMap is not null);
        var mount = Assert.Single(manifests.Sidecar.VolumeMounts, mount => mount.Name == volume.Name);

        Assert.Equal(configMap.Metadata.Name, volume.ConfigMap.Name);
        Assert.Equal($"{mount.MountPath}/{Assert.Single(configMap.Data).Key}", Variable(manifests.Sidecar, VolumeLayout.ConfigVariable));
        Assert.Equal(File.ReadAllText(Repository.Path("docker/rules.yaml")), configMap.Data.Single().Value);
    }

    [Fact]
    public async Task EveryContainerAsksForAndIsHeldToAnAmountOfMemory()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);

        Assert.All(RenderedManifests.Containers(manifests.Pod), container =>
        {
            Assert.True(container.Resources.Requests["memory"].ToInt64() <= container.Resources.Limits["memory"].ToInt64());
            Assert.True(container.Resources.Requests["cpu"].ToDecimal() > 0);
        });
    }

    [Fact]
    public async Task TheGeneratorKnowsTheLimitOfTheVolume()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);
        var logs = manifests.Pod.Spec.Volumes.Single(volume => volume.Name == "logpair-logs");

        Assert.Equal(
            logs.EmptyDir.SizeLimit.ToString(),
            Variable(manifests.Application, "LOGPAIR_VOLUME_SIZE_LIMIT"));
    }

    [Fact]
    public async Task SelectorsSelectThePod()
    {
        var manifests = await RenderedManifests.RenderAsync("k8s/base", Cancel);
        var labels = manifests.Pod.Metadata.Labels;

        Assert.NotEmpty(manifests.Single<V1Service>().Spec.Selector);
        Assert.All(manifests.Single<V1Service>().Spec.Selector, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.All(manifests.Single<V1Deployment>().Spec.Selector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.Equal("None", manifests.Single<V1Service>().Spec.ClusterIP);
    }

    private static IEnumerable<V1Probe> Probes(V1Container container) =>
        new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Where(probe => probe is not null);

    private static void AssertMount(V1Container container, string variable, string volume, bool isReadOnly)
    {
        var mount = Assert.Single(container.VolumeMounts, mount => mount.Name == volume);
        Assert.Equal(isReadOnly, mount.ReadOnlyProperty is true);
        Assert.Equal(mount.MountPath, Variable(container, variable));
    }

    private static string Variable(V1Container container, string name) =>
        Assert.Single(container.Env, variable => variable.Name == name).Value;
}
