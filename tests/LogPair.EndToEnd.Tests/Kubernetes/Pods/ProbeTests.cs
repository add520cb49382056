using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>What the node sees of a container of the Pod runner, and what follows: restarts, readiness, eviction.</summary>
public sealed class ProbeTests(Images images)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AContainerThatFailsItsProbeIsKilledAfterItsGraceAndStartedAgain()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: sick}
                spec:
                  selector: {matchLabels: {app: sick}}
                  template:
                    metadata: {labels: {app: sick}}
                    spec:
                      automountServiceAccountToken: false
                      terminationGracePeriodSeconds: 1
                      containers:
                        - name: main
                          image: shell
                          command: [bash, -c, "trap '' TERM; while :; do sleep 0.05; done"]
                          startupProbe: {periodSeconds: 1, exec: {command: ["true"]}}
                          livenessProbe: {periodSeconds: 1, failureThreshold: 2, exec: {command: [test, "!", -e, /sick]}}
                """),
            Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        await pod["main"].Instance.ExecuteAsync(["touch", "/sick"], Cancel);
        await pod.UntilAsync(pod => pod is { IsReady: true } && pod["main"].Restarts == 1, Patience, Cancel);

        Order.Assert(
            pod, ("main", PodEventKind.Started), ("main", PodEventKind.ProbeFailed), ("main", PodEventKind.Killing), ("main", PodEventKind.Terminated),
            ("main", PodEventKind.Forced), ("main", PodEventKind.Unready), ("main", PodEventKind.Ended), ("main", PodEventKind.BackOff));
        Assert.Equal(2, pod.History.Of("main", PodEventKind.ProbeFailed).Count());
        Assert.Equal(137, pod["main"].LastEnd!.ExitCode);

        // One second is less than the least that a container is given.
        Assert.InRange(
            pod.History.When("main", PodEventKind.Forced) - pod.History.When("main", PodEventKind.Terminated), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("/data/big", "Usage of EmptyDir volume \"data\" exceeds the limit \"1Mi\". ")]
    [InlineData("/big", "Container main exceeded its local ephemeral storage limit \"1Mi\". ")]
    public async Task APodThatPassesALimitOfTheDiskIsEvicted(string file, string message)
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load($$"""
                apiVersion: v1
                kind: Pod
                metadata: {name: greedy}
                spec:
                  automountServiceAccountToken: false
                  containers:
                    - name: main
                      image: shell
                      command: [bash, -c, "trap 'exit 0' TERM; head -c 2M /dev/zero > {{file}}; while :; do sleep 0.05; done"]
                      resources:
                        limits: {ephemeral-storage: 1Mi}
                      volumeMounts: [{name: data, mountPath: /data}]
                  volumes:
                    - name: data
                      emptyDir: {sizeLimit: 1Mi}
                """),
            timeScale: 20, Cancel);
        await pod.UntilAsync(pod => pod.Phase == PodPhase.Failed, Patience, Cancel);

        Assert.Equal("Evicted", pod.Reason);
        Assert.Equal(message, pod.Message);
        Assert.InRange(pod.PeakBytes("data"), 0, 3 << 20);
        Assert.Equal(0, pod["main"].Restarts);
    }

    [Fact]
    public async Task ProbesAskTheServerOfTheContainer()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: v1
                kind: Pod
                metadata: {name: server}
                spec:
                  automountServiceAccountToken: false
                  containers:
                    - name: main
                      image: shell
                      command: [perl, /server/server.pl]
                      ports: [{name: web, containerPort: 8080}]
                      startupProbe: {periodSeconds: 1, failureThreshold: 30, tcpSocket: {port: web}}
                      readinessProbe: {periodSeconds: 1, failureThreshold: 1, httpGet: {port: web, path: ready, httpHeaders: [{name: X-Who, value: probe}]}}
                      volumeMounts: [{name: server, mountPath: /server}]
                  volumes: [{name: server, configMap: {name: server}}]
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: server}
                data:
                  server.pl: |
                    use IO::Socket::INET;
                    my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 5, ReuseAddr => 1) or die;
                    while (my $client = $server->accept) {
                      my $request = "";
                      while (my $line = <$client>) { $request .= $line; last if $line eq "\r\n"; }
                      my $good = $request =~ m{^GET /ready } && $request =~ /X-Who: probe/ && $request =~ /kube-probe/ && !-e "/unready";
                      print $client "HTTP/1.1 " . ($good ? "302 Found" : "503 No") . "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                      close $client;
                    }
                """),
            Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        await pod["main"].Instance.ExecuteAsync(["touch", "/unready"], Cancel);
        await pod.UntilAsync(pod => !pod.IsReady, Patience, Cancel);
        await pod["main"].Instance.ExecuteAsync(["rm", "/unready"], Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);

        Assert.Equal(0, pod["main"].Restarts);
        Assert.Contains(pod.History.Of("main", PodEventKind.ProbeFailed), known => known.Detail.EndsWith("gave 503", StringComparison.Ordinal));
    }
}
