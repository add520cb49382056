using System.Net;
using Docker.DotNet.Models;
using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Manifests;
using LogPair.Testing.Pods.Network;

namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>The pause container: it holds the network and the IPC namespace that the Pod's containers share, and so the Pod's address.</summary>
/// <remarks>kubernetes.io/docs/concepts/workloads/pods/#pod-networking: "Every container in a Pod shares the network namespace".</remarks>
internal sealed class Sandbox
{
    private readonly EngineContainer _pause;

    private Sandbox(EngineContainer pause, PodMember member)
    {
        _pause = pause;
        Member = member;
    }

    public string Id => _pause.Id;

    public PodMember Member { get; }

    public static async Task<Sandbox> StartAsync(PodNetwork network, PodManifests manifests, string image, CancellationToken cancel)
    {
        var pod = manifests.Pod;
        var create = new CreateContainerParameters
        {
            Image = image,

            // docs/concepts/workloads/pods/pod-hostname/
            Hostname = pod.Spec.Hostname ?? pod.Metadata.Name[..Math.Min(pod.Metadata.Name.Length, 63)].TrimEnd('-', '.'),
            HostConfig = new HostConfig
            {
                NetworkMode = network.Name,
                IpcMode = "shareable",
                CapDrop = ["ALL"],
                ReadonlyRootfs = true,
                SecurityOpt = ["no-new-privileges"],
            },
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings> { [network.Name] = new() { Aliases = [.. Names(manifests)] } },
            },
        };
        var pause = await EngineContainer.CreateAsync(create, new DockerOCIImageConfig(), messageFile: null, cancel);
        await pause.StartAsync(cancel);
        var running = await pause.InspectAsync(cancel);
        var address = IPAddress.Parse(running.NetworkSettings!.Networks[network.Name].IPAddress);
        return new Sandbox(pause, new PodMember(pod, address, running.State!.Pid));
    }

    public Task RemoveAsync() => _pause.RemoveAsync();

    // docs/concepts/services-networking/dns-pod-service/. A name leads to the Pod whether it is ready or not.
    private static IEnumerable<string> Names(PodManifests manifests)
    {
        var space = manifests.Pod.Metadata.NamespaceProperty;
        foreach (var service in manifests.Services.Where(service => LabelSelector.Selects(service.Spec.Selector, manifests.Pod.Metadata.Labels)))
        {
            var name = service.Metadata.Name;
            foreach (var alias in (string[])[name, $"{name}.{space}", $"{name}.{space}.svc", $"{name}.{space}.svc.cluster.local"]) yield return alias;
        }
    }
}
