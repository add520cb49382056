using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>Who reaches whom under NetworkPolicies, tried with connections.</summary>
public sealed class NetworkTests(Images images)
{
    private const string Server = """
        apiVersion: v1
        kind: Pod
        metadata: {name: server, namespace: shop, labels: {app: server}}
        spec:
          automountServiceAccountToken: false
          containers:
            - name: main
              image: shell
              ports: [{name: web, containerPort: 8080}]
              command: [perl, -MIO::Socket::INET, -MIO::Select, -e]
              args:
                - >-
                  my @servers = map { IO::Socket::INET->new(LocalPort => $_, Listen => 9, ReuseAddr => 1) or die } (8080, 9090);
                  my $all = IO::Select->new(@servers);
                  while (my @ready = $all->can_read) { close($_->accept) for @ready }
              readinessProbe: {periodSeconds: 1, failureThreshold: 30, tcpSocket: {port: 9090}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: server, namespace: shop}
        spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: server}, ports: [{port: 8080}]}
        """;

    private const string ServerPolicy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: server, namespace: shop}
        spec:
          podSelector: {matchLabels: {app: server}}
          ingress:
            - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}, podSelector: {matchLabels: {app: scraper}}}]
              ports: [{port: web}]
            - from: [{podSelector: {matchLabels: {app: friend}}}]
              ports: [{port: 9000, endPort: 9100}]
        """;

    private const string ClientPod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: APP, namespace: SPACE, labels: {app: APP}}
        spec:
          automountServiceAccountToken: false
          containers: [{name: main, image: shell, command: [sleep, infinity]}]

        """;

    private const string ClientPolicy = """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: APP, namespace: SPACE}
        spec: {podSelector: {matchLabels: {app: APP}}, POLICY}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OnlyWhatAPolicyAllowsReachesAPodOrLeavesIt()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pods = await lab.StartAllAsync(
            Cancel, PodManifests.Load($"{Server}\n---\n{ServerPolicy}"), Client("monitoring", "scraper", policy: ""), Client("monitoring", "stranger", policy: ""),
            Client("shop", "friend", policy: ""), Client("shop", "scraper", policy: "policyTypes: [Egress]"));

        // Each tries both ports, and to find the server's address by the name of its Service.
        Assert.Equal(["8080 name", "name", "9090 name", ""], await TryAsync(pods));
    }

    [Fact]
    public async Task EgressMayBeToTheNameServerAloneOrToABlockWithAHole()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var server = await lab.StartAsync(PodManifests.Load(Server), Cancel);
        var pods = await lab.StartAllAsync(
            Cancel,
            Client("shop", "asking", "egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{protocol: UDP, port: 53}]}]"),
            Client("shop", "around", $"egress: [{{to: [{{ipBlock: {{cidr: 0.0.0.0/0, except: [{server.Address}/32]}}}}]}}]"),
            Client("shop", "toward", $"egress: [{{to: [{{ipBlock: {{cidr: {server.Address}/32}}}}], ports: [{{protocol: TCP, port: 8080}}]}}]"));
        await server.UntilReadyAsync(Patience, Cancel);

        Assert.Equal(["name", "name", "8080"], await TryAsync([server, .. pods]));
    }

    private static PodManifests Client(string space, string app, string policy) => PodManifests.Load(ClientPod
        .Replace("SPACE", space, StringComparison.Ordinal).Replace("APP", app, StringComparison.Ordinal)
        + (policy.Length == 0 ? "" : ClientPolicy)
        .Replace("SPACE", space, StringComparison.Ordinal).Replace("APP", app, StringComparison.Ordinal).Replace("POLICY", policy, StringComparison.Ordinal));

    // All others to the first.
    private static Task<string[]> TryAsync(IReadOnlyList<RunningPod> pods) => Task.WhenAll(pods.Skip(1).Select(pod => TryAsync(pod, pods[0])));

    private static async Task<string> TryAsync(RunningPod from, RunningPod to)
    {
        var script = $"""
            for port in 8080 9090; do timeout 1 bash -c "</dev/tcp/{to.Address}/$port" 2>/dev/null && echo $port; done
            timeout 2 getent hosts server.shop.svc.cluster.local | grep -q "^{to.Address} " && echo name
            """;
        var (_, output) = await from["main"].Instance.ExecuteAsync(["bash", "-c", script], Cancel);
        return string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
