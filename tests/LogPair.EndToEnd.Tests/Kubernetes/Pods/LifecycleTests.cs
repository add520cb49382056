using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>In which order the Pod runner starts and stops containers, and when it starts them again.</summary>
public sealed class LifecycleTests(Images images)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SidecarsStartBeforeAndStopAfterTheContainersThatNeedThem()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: v1
                kind: Pod
                metadata: {name: ordered}
                spec:
                  automountServiceAccountToken: false
                  initContainers:
                    - name: first
                      image: shell
                      restartPolicy: Always
                      command: [bash, -c, "trap 'exit 3' TERM; touch /data/first; while :; do sleep 0.05; done"]
                      startupProbe: {periodSeconds: 1, failureThreshold: 30, exec: {command: [test, -e, /data/first]}}
                      volumeMounts: &data [{name: data, mountPath: /data}]
                    - {name: work, image: shell, command: [bash, -c, "test -e /data/first && touch /data/work"], volumeMounts: *data}
                    - name: second
                      image: shell
                      restartPolicy: Always
                      command: [bash, -c, "test -e /data/work || exit 1; trap 'exit 0' TERM; while :; do sleep 0.05; done"]
                      volumeMounts: *data
                  containers:
                    - name: main
                      image: shell
                      command: [bash, -c, "trap 'cat /data/last; exit 0' TERM; while :; do sleep 0.05; done"]
                      lifecycle:
                        postStart: {exec: {command: [touch, /data/began]}}
                        preStop: {exec: {command: [bash, -c, "echo -n bye > /data/last"]}}
                      readinessProbe: {periodSeconds: 1, exec: {command: [test, -e, /data/began]}}
                      volumeMounts: *data
                  volumes: [{name: data, emptyDir: {}}]
                """),
            Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        await pod.DeleteAsync();

        Order.Assert(
            pod,
            ("first", PodEventKind.Started), ("work", PodEventKind.Created), ("work", PodEventKind.Ended), ("second", PodEventKind.Started),
            ("main", PodEventKind.Created), ("main", PodEventKind.Ready), ("main", PodEventKind.PreStopDone), ("main", PodEventKind.Ended),
            ("second", PodEventKind.Terminated), ("second", PodEventKind.Ended), ("first", PodEventKind.Terminated), ("first", PodEventKind.Ended));
        Assert.Equal("bye", (await pod.LogsAsync("main", Cancel)).Output);
        Assert.Equal(3, pod["first"].LastEnd!.ExitCode);
        Assert.Equal(PodPhase.Succeeded, pod.Phase);
    }

    [Fact]
    public async Task AJobsPodSucceedsAlthoughASidecarRunsAndFailsOnceItIsTriedAgainAndAgain()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: work}
                spec:
                  template:
                    spec:
                      restartPolicy: OnFailure
                      automountServiceAccountToken: false
                      initContainers:
                        - {name: side, image: shell, restartPolicy: Always, command: [bash, -c, "trap 'exit 1' TERM; while :; do sleep 0.05; done"]}
                      containers:
                        - name: main
                          image: shell
                          command: [bash, -c, "test -e /own && exit 9; touch /own; echo x >> /data/tries; test $(wc -l < /data/tries) = 3"]
                          volumeMounts: [{name: data, mountPath: /data}]
                      volumes: [{name: data, emptyDir: {}}]
                """),
            timeScale: 10, Cancel);
        await pod.UntilAsync(pod => pod.Phase is PodPhase.Succeeded or PodPhase.Failed, Patience, Cancel);

        Assert.True(pod.Phase == PodPhase.Succeeded, await pod.DescribeAsync());
        Assert.Equal(2, pod["main"].Restarts);
        Assert.Equal(["0 s", "10 s"], pod.History.Of("main", PodEventKind.BackOff).Select(known => known.Detail));
        var starts = pod.History.Of("main", PodEventKind.Created).Select(known => known.At).ToList();
        Assert.True(starts[2] - starts[1] >= TimeSpan.FromSeconds(1), $"{pod.History}");
        Order.Assert(pod, ("side", PodEventKind.Created), ("main", PodEventKind.Created), ("side", PodEventKind.Terminated), ("side", PodEventKind.Ended));
        Assert.Contains("time scale 10", pod.History.Events[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AJobsDeadlineEndsItsPod()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: late}
                spec:
                  activeDeadlineSeconds: 2
                  template:
                    spec:
                      restartPolicy: OnFailure
                      automountServiceAccountToken: false
                      containers: [{name: main, image: shell, command: [bash, -c, "trap 'exit 0' TERM; while :; do sleep 0.05; done"]}]
                """),
            Cancel);
        await pod.UntilAsync(pod => pod.Phase == PodPhase.Failed, Patience, Cancel);

        Assert.Equal("DeadlineExceeded", pod.Reason);
    }

    [Fact]
    public async Task AnInitContainerThatFailsFailsAPodThatIsNeverRestarted()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: v1
                kind: Pod
                metadata: {name: failing}
                spec:
                  restartPolicy: Never
                  automountServiceAccountToken: false
                  initContainers: [{name: first, image: shell, command: ["false"]}]
                  containers: [{name: main, image: shell, command: ["true"]}]
                """),
            Cancel);
        await pod.UntilAsync(pod => pod.Phase is PodPhase.Succeeded or PodPhase.Failed, Patience, Cancel);

        Assert.Equal(PodPhase.Failed, pod.Phase);
        Assert.Empty(pod.History.Of("main", PodEventKind.Created));
    }
}
