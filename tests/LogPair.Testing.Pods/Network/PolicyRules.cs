using System.Globalization;
using System.Net;
using System.Text;
using k8s.Models;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.Testing.Pods.Network;

/// <summary>NetworkPolicies as rules of iptables for one Pod.</summary>
/// <remarks>
/// Source: kubernetes.io/docs/concepts/services-networking/network-policies/. A Pod that no policy selects for a direction is open in it; one
/// that is selected is closed but for the union of what the policies allow. Answers to what was allowed are allowed, traffic of the Pod with itself
/// is, and so is traffic from and to its node ("Traffic to and from the node where a Pod is running is always allowed").
/// The cluster's DNS server is the engine's: it answers on an address within the Pod's own namespace, and stands for a Pod with the label
/// <c>k8s-app: kube-dns</c> in the namespace <c>kube-system</c>, and for an address that only the block of all addresses holds.
/// </remarks>
internal sealed class PolicyRules(
    IReadOnlyList<V1NetworkPolicy> policies, IReadOnlyList<PodMember> members, Func<string, IDictionary<string, string>> labelsOfNamespace, IPAddress node)
{
    /// <summary>Docker's own resolver.</summary>
    private const string DnsAddress = "127.0.0.11";

    private const string Everywhere = "0.0.0.0/0";
    private const int DnsPort = 53;
    private const string DnsNamespace = "kube-system";

    // The resolver's port is a random one that a NAT rule leads to, so the connection's first destination says what was asked for.
    private const string ToDns = "-m conntrack --ctorigdst " + DnsAddress;

    private static readonly Dictionary<string, string> DnsLabels = new() { ["k8s-app"] = "kube-dns" };

    /// <summary>Input of <c>iptables-restore</c>: the whole filter table.</summary>
    public string For(PodMember pod)
    {
        var chosen = policies
            .Where(policy => PodTemplates.NamespaceOf(policy.Metadata) == pod.Namespace && LabelSelector.Selects(policy.Spec.PodSelector, pod.Pod.Metadata.Labels))
            .ToList();
        var ingress = chosen.Where(IsIngress).ToList();
        var egress = chosen.Where(IsEgress).ToList();
        var rules = new StringBuilder("*filter\n");
        rules.Append(CultureInfo.InvariantCulture, $":INPUT {(ingress.Count > 0 ? "DROP" : "ACCEPT")} [0:0]\n");
        rules.Append(":FORWARD ACCEPT [0:0]\n");
        rules.Append(CultureInfo.InvariantCulture, $":OUTPUT {(egress.Count > 0 ? "DROP" : "ACCEPT")} [0:0]\n");
        if (ingress.Count > 0) AppendIngress(ingress, pod, rules);
        if (egress.Count > 0) AppendEgress(egress, rules);
        return rules.Append("COMMIT\n").ToString();
    }

    // "If no policyTypes are specified … by default Ingress will always be set and Egress will be set if the NetworkPolicy has any egress rules."
    private static bool IsIngress(V1NetworkPolicy policy) => policy.Spec.PolicyTypes is not { Count: > 0 } types || types.Contains("Ingress");

    private static bool IsEgress(V1NetworkPolicy policy) =>
        policy.Spec.PolicyTypes is { Count: > 0 } types ? types.Contains("Egress") : policy.Spec.Egress is { Count: > 0 };

    private void AppendIngress(List<V1NetworkPolicy> chosen, PodMember pod, StringBuilder rules)
    {
        rules.Append(CultureInfo.InvariantCulture, $"-A INPUT -i lo -j ACCEPT\n-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n-A INPUT -s {node} -j ACCEPT\n");
        foreach (var policy in chosen)
        {
            foreach (var rule in policy.Spec.Ingress ?? [])
            {
                foreach (var source in Blocks(rule.FromProperty, policy))
                {
                    foreach (var port in Ports(rule.Ports, [pod])) Append(rules, "INPUT", "-s", source, port);
                }
            }
        }
    }

    private void AppendEgress(List<V1NetworkPolicy> chosen, StringBuilder rules)
    {
        foreach (var policy in chosen)
        {
            foreach (var rule in policy.Spec.Egress ?? []) AppendDns(rule, policy, rules);
        }

        rules.Append(CultureInfo.InvariantCulture, $"-A OUTPUT {ToDns} --ctstate NEW -j DROP\n-A OUTPUT -o lo -j ACCEPT\n");
        rules.Append(CultureInfo.InvariantCulture, $"-A OUTPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT\n-A OUTPUT -d {node} -j ACCEPT\n");
        foreach (var policy in chosen)
        {
            foreach (var rule in policy.Spec.Egress ?? [])
            {
                foreach (var target in Blocks(rule.To, policy))
                {
                    foreach (var port in Ports(rule.Ports, Chosen(rule.To, policy))) Append(rules, "OUTPUT", "-d", target, port);
                }
            }
        }
    }

    private void AppendDns(V1NetworkPolicyEgressRule rule, V1NetworkPolicy policy, StringBuilder rules)
    {
        if (rule.To is { Count: > 0 } peers && !peers.Any(peer => peer.IpBlock?.Cidr == Everywhere || IsChosen(peer, policy, DnsNamespace, DnsLabels))) return;

        foreach (var protocol in (string[])["udp", "tcp"])
        {
            if (rule.Ports is not { Count: > 0 } ports || ports.Any(port => Matches(port, protocol)))
                rules.Append(CultureInfo.InvariantCulture, $"-A OUTPUT -p {protocol} {ToDns} --ctorigdstport {DnsPort} -j ACCEPT\n");
        }
    }

    private static bool Matches(V1NetworkPolicyPort port, string protocol) =>
        string.Equals(port.Protocol ?? "TCP", protocol, StringComparison.OrdinalIgnoreCase)
        && (port.Port is null || port.Port.Value is "dns" or "dns-tcp"
            || (int.TryParse(port.Port.Value, CultureInfo.InvariantCulture, out var first) && first <= DnsPort && DnsPort <= (port.EndPort ?? first)));

    // Source or destination, with the blocks that are to be left out of it.
    private IEnumerable<(string Block, IReadOnlyList<string> Except)> Blocks(IList<V1NetworkPolicyPeer>? peers, V1NetworkPolicy policy)
    {
        if (peers is not { Count: > 0 }) return [(Everywhere, [])];

        return peers.SelectMany(peer => peer.IpBlock is { } block
            ? [(block.Cidr, [.. block.Except ?? []])]
            : Chosen([peer], policy).Select(member => ($"{member.Address}/32", (IReadOnlyList<string>)[])));
    }

    private List<PodMember> Chosen(IList<V1NetworkPolicyPeer>? peers, V1NetworkPolicy policy) => peers is not { Count: > 0 }
        ? [.. members]
        : [.. members.Where(member => peers.Any(peer => IsChosen(peer, policy, member.Namespace, member.Pod.Metadata.Labels)))];

    // A podSelector alone means the policy's own namespace, a namespaceSelector alone every Pod of the namespaces.
    private bool IsChosen(V1NetworkPolicyPeer peer, V1NetworkPolicy policy, string space, IDictionary<string, string> labels)
    {
        if (peer.IpBlock is not null) return false;

        var isInNamespace = peer.NamespaceSelector is null
            ? space == PodTemplates.NamespaceOf(policy.Metadata)
            : LabelSelector.Selects(peer.NamespaceSelector, labelsOfNamespace(space));
        return isInNamespace && (peer.PodSelector is null || LabelSelector.Selects(peer.PodSelector, labels));
    }

    // Matches of iptables; a port's name means the number that it has in the Pods that are talked to.
    private static IEnumerable<string> Ports(IList<V1NetworkPolicyPort>? ports, IReadOnlyList<PodMember> targets)
    {
        if (ports is not { Count: > 0 }) return [""];

        return ports.SelectMany(port =>
        {
            // ToLowerInvariant: the names of protocols are ASCII, and iptables wants them small.
#pragma warning disable CA1308
            var protocol = $"-p {(port.Protocol ?? "TCP").ToLowerInvariant()}";
#pragma warning restore CA1308
            if (port.Port is null) return [protocol];
            if (!int.TryParse(port.Port.Value, CultureInfo.InvariantCulture, out _))
                return targets.SelectMany(target => target.PortsNamed(port.Port.Value)).Distinct().Select(number => $"{protocol} --dport {number}");

            return [port.EndPort is { } end ? $"{protocol} --dport {port.Port.Value}:{end}" : $"{protocol} --dport {port.Port.Value}"];
        });
    }

    // What is left out of a block may still be allowed by another rule, so it is not dropped: the block is split around it.
    private static void Append(StringBuilder rules, string chain, string direction, (string Block, IReadOnlyList<string> Except) blocks, string port)
    {
        foreach (var block in AddressBlocks.Without(blocks.Block, blocks.Except))
            rules.Append(CultureInfo.InvariantCulture, $"-A {chain} {direction} {block} {port} -j ACCEPT\n");
    }
}
