using LogPair.Testing.Pods.Containers;
using LogPair.Testing.Pods.Engine;
using LogPair.Testing.Pods.Probes;

namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>What all containers of a Pod are given.</summary>
/// <param name="Planner">Makes the engine's containers.</param>
/// <param name="Images">Of the node.</param>
/// <param name="Handlers">For probes and hooks.</param>
/// <param name="Node">The Pod's directory.</param>
/// <param name="Clock">For waiting.</param>
/// <param name="History">Is told everything.</param>
/// <param name="Pause">Id of the container that holds the namespaces.</param>
internal sealed record PodServices(
    ContainerPlanner Planner, ImageStore Images, Handlers Handlers, NodeDirectory Node, PodClock Clock, PodHistory History, string Pause);
