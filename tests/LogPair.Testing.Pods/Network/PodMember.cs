using System.Net;
using k8s.Models;

namespace LogPair.Testing.Pods.Network;

/// <summary>A Pod on the network.</summary>
/// <param name="Pod">Its labels, namespace and ports.</param>
/// <param name="Address">Its own.</param>
/// <param name="ProcessId">Of its pause container, as the node sees it.</param>
internal sealed record PodMember(V1Pod Pod, IPAddress Address, long ProcessId)
{
    public string Namespace => Pod.Metadata.NamespaceProperty;

    /// <summary>Numbers of the ports with a name.</summary>
    public IEnumerable<int> PortsNamed(string name) => Pod.Spec.InitContainers.Concat(Pod.Spec.Containers)
        .SelectMany(container => container.Ports).Where(port => port.Name == name).Select(port => port.ContainerPort);
}
