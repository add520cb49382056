using System.Net;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Networks;
using k8s.Models;
using LogPair.Testing.Pods.Engine;
using LogPair.Testing.Pods.Manifests;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Testing.Pods.Network;

/// <summary>What Pods share: a network on which each has an address, names of Services, namespaces, and policies about who may talk to whom.</summary>
/// <remarks>
/// Policies are packet filter rules in the network namespace of each Pod that they select, renewed when a Pod comes or goes. Until the first
/// rules are in, a Pod has its pause container only. Thread-safe.
/// </remarks>
internal sealed class PodNetwork : IAsyncDisposable
{
    private readonly SemaphoreSlim _changes = new(1, 1);
    private readonly INetwork _network;
    private readonly List<PodMember> _members = [];
    private readonly List<V1NetworkPolicy> _policies = [];
    private readonly Dictionary<string, IDictionary<string, string>> _namespaces = [];

    private PodNetwork(INetwork network) => _network = network;

    public string Name => _network.Name;

    /// <summary>The node's address on it: where probes and this test come from.</summary>
    public IPAddress Node { get; private set; } = IPAddress.None;

    public static async Task<PodNetwork> CreateAsync(CancellationToken cancel)
    {
        _ = EngineClient.Instance;
        var network = new NetworkBuilder()
            .WithName(Ownership.NewName("net"))
            .WithLogger(NullLogger.Instance)
            .WithLabel(Ownership.Label, Ownership.Owner)
            .Build();
        await network.CreateAsync(cancel);
        var made = await EngineClient.Instance.Networks.InspectNetworkAsync(network.Name, cancel);
        return new PodNetwork(network) { Node = IPAddress.Parse(made.IPAM.Config[0].Gateway) };
    }

    /// <summary>Takes over what a set of manifests says about the whole network.</summary>
    public async Task ApplyAsync(PodManifests manifests, CancellationToken cancel)
    {
        await _changes.WaitAsync(cancel);
        try
        {
            foreach (var space in manifests.Namespaces) _namespaces[space.Metadata.Name] = space.Metadata.Labels ?? new Dictionary<string, string>();
            foreach (var policy in manifests.NetworkPolicies)
            {
                _policies.RemoveAll(known => Key(known) == Key(policy));
                _policies.Add(policy);
            }
        }
        finally
        {
            _changes.Release();
        }
    }

    public Task JoinAsync(PodMember member, CancellationToken cancel) => ChangeAsync(() => _members.Add(member), cancel);

    public Task LeaveAsync(PodMember member, CancellationToken cancel) => ChangeAsync(() => _members.Remove(member), cancel);

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        _changes.Dispose();
    }

    private static string Key(V1NetworkPolicy policy) => $"{PodTemplates.NamespaceOf(policy.Metadata)}/{policy.Metadata.Name}";

    private async Task ChangeAsync(Action change, CancellationToken cancel)
    {
        await _changes.WaitAsync(cancel);
        try
        {
            change();
            var rules = new PolicyRules(_policies, _members, LabelsOf, Node);
            foreach (var member in _members)
            {
                // iptables-restore replaces the table at once: there is no moment without rules.
                await NodeCommand.RunAsync("nsenter", ["-t", $"{member.ProcessId}", "-n", "iptables-restore"], cancel, rules.For(member));
            }
        }
        finally
        {
            _changes.Release();
        }
    }

    // Every namespace has its name as a label: docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name.
    private Dictionary<string, string> LabelsOf(string space) =>
        new(_namespaces.GetValueOrDefault(space) ?? new Dictionary<string, string>()) { ["kubernetes.io/metadata.name"] = space };
}
