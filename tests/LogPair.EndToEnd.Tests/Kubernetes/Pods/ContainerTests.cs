using k8s.Models;
using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing.Pods;
using LogPair.Testing.Pods.Lifecycle;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>What a container of the Pod runner finds: variables, arguments, user, permissions, volumes.</summary>
public sealed class ContainerTests(Images images)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private const string Seen = """
        apiVersion: v1
        kind: Pod
        metadata: {name: seen, labels: {app: seen}, annotations: {note: 'a "b"'}}
        spec:
          restartPolicy: Never
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            runAsGroup: 10002
            fsGroup: 1654
            supplementalGroups: [4321]
            seccompProfile: {type: RuntimeDefault}
          containers:
            - name: main
              image: shell
              command: [bash, -c, "$(SCRIPT)", zero, "$(GREETING)"]
              args: ["$$(GREETING)", "$(NOWHERE)"]
              workingDir: /work
              envFrom:
                - {prefix: ALL_, configMapRef: {name: settings}}
                - {secretRef: {name: absent, optional: true}}
              env:
                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: GREETING, value: "hello $(NAME)"}
                - {name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
                - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                - {name: PASSWORD, valueFrom: {secretKeyRef: {name: secret, key: password}}}
                - {name: ABSENT, valueFrom: {configMapKeyRef: {name: settings, key: absent, optional: true}}}
                - name: SCRIPT
                  value: |
                    echo "arguments=$1,$2,$3"
                    echo "variables=$GREETING,$ALL_colour,$MEMORY,$CPU,$PASSWORD,${ABSENT-unset},$KUBERNETES_SERVICE_PORT"
                    echo "address=$([ "$ADDRESS" = "$(hostname -I | tr -d ' ')" ] && echo own)"
                    echo "host=$(hostname) directory=$PWD"
                    echo "ids=$(id -u) $(id -g) $(id -G)"
                    grep -E '^(CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status | tr -s '\t' ' '
                    echo "root=$(touch /x 2>&1)"
                    echo "rules=$(touch /rules/x 2>&1) $(cat /rules/colour) $(readlink /rules/colour) $(readlink /rules/..data | cut -c1-2)"
                    echo "data=$(stat -c '%a %u %g' /data) memory=$(stat -c '%a %u %g' /memory) $(df --output=size -B1 /memory | tail -1 | tr -d ' ')"
                    echo "file=$(touch /data/x && stat -c '%u %g' /data/x)"
                    echo "secret=$(stat -Lc '%a %u %g' /secret/renamed) $(cat /secret/renamed) $(ls /secret | tr '\n' ' ')"
                    echo "one=$(cat /one/pod/labels) | $(cat /one/pod/annotations) | $(cat /one/colour)"
                    echo "memory-limit=$(cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null || cat /sys/fs/cgroup/memory.max)"
                    echo -n done > /dev/termination-log
              resources: {limits: {memory: 64Mi, cpu: 250m}}
              securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
              volumeMounts:
                - {name: work, mountPath: /work}
                - {name: data, mountPath: /data}
                - {name: memory, mountPath: /memory}
                - {name: rules, mountPath: /rules}
                - {name: secret, mountPath: /secret}
                - {name: one, mountPath: /one}
          volumes:
            - {name: work, emptyDir: {}}
            - {name: data, emptyDir: {sizeLimit: 8Mi}}
            - {name: memory, emptyDir: {medium: Memory, sizeLimit: 4Mi}}
            - {name: rules, configMap: {name: settings}}
            - {name: secret, secret: {secretName: secret, defaultMode: 0400, items: [{key: password, path: renamed}]}}
            - name: one
              projected:
                sources:
                  - downwardAPI:
                      items:
                        - {path: pod/labels, fieldRef: {fieldPath: metadata.labels}}
                        - {path: pod/annotations, fieldRef: {fieldPath: metadata.annotations}}
                  - configMap: {name: settings, items: [{key: colour, path: colour}]}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data: {colour: green}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: secret}
        data: {password: c2VzYW1l}
        """;

    [Fact]
    public async Task AContainerSeesWhatItsManifestSays()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);

        var pod = await lab.StartAsync(PodManifests.Load(Seen), Cancel);
        await pod.UntilAsync(pod => pod.Phase is PodPhase.Succeeded or PodPhase.Failed, Patience, Cancel);

        Assert.Equal(
            """
            arguments=hello seen,$(GREETING),$(NOWHERE)
            variables=hello seen,green,64,1,sesame,unset,443
            address=own
            host=seen directory=/work
            ids=10001 10002 10002 1654 4321
            CapBnd: 0000000000000000
            CapEff: 0000000000000000
            NoNewPrivs: 1
            Seccomp: 2
            root=touch: cannot touch '/x': Read-only file system
            rules=touch: cannot touch '/rules/x': Read-only file system green ..data/colour ..
            data=2777 0 1654 memory=2777 0 1654 4194304
            file=10001 1654
            secret=440 0 1654 sesame renamed 
            one=app="seen" | note="a \"b\"" | green
            memory-limit=67108864

            """,
            Sorted((await pod.LogsAsync("main", Cancel)).Output));
        Assert.Equal("done", pod["main"].LastEnd!.Message);
        Assert.Equal(PodPhase.Succeeded, pod.Phase);
    }

    [Fact]
    public async Task AChangedConfigMapIsSeenAllAtOnceInTheVolumeAndNotInVariablesOrSubPaths()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: v1
                kind: Pod
                metadata: {name: watching, labels: {app: one}}
                spec:
                  automountServiceAccountToken: false
                  containers:
                    - name: main
                      image: shell
                      command: [sleep, infinity]
                      env: [{name: COLOUR, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}]
                      volumeMounts:
                        - {name: rules, mountPath: /rules}
                        - {name: rules, mountPath: /fixed, subPath: colour}
                        - {name: self, mountPath: /self}
                  volumes:
                    - {name: rules, configMap: {name: settings}}
                    - {name: self, downwardAPI: {items: [{path: app, fieldRef: {fieldPath: "metadata.labels['app']"}}]}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: green, gone: "1"}
                """),
            Cancel);
        await pod.UntilReadyAsync(Patience, Cancel);
        var before = await ShellAsync(pod, "readlink /rules/..data; cat /rules/colour; ls /rules");

        await pod.ApplyAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "settings" }, Data = new Dictionary<string, string> { ["colour"] = "red", ["new"] = "2" } }, Cancel);
        await pod.ChangeAsync(metadata => metadata.Labels["app"] = "two", Cancel);

        var after = await ShellAsync(pod, "readlink /rules/..data; cat /rules/colour; ls /rules; cat /fixed; echo; echo $COLOUR; cat /self/app; ls -A /rules | wc -l");
        Assert.EndsWith("\ngreencolour\ngone\n", before, StringComparison.Ordinal);
        Assert.EndsWith("\nredcolour\nnew\ngreen\ngreen\ntwo4\n", after, StringComparison.Ordinal);
        Assert.NotEqual(before.Split('\n')[0], after.Split('\n')[0]);
    }

    [Fact]
    public async Task AContainerThatKubernetesWouldNotCreateDoesNotStart()
    {
        await images.RequireForForeignPodsAsync();
        await using var lab = await PodLab.CreateAsync(Cancel);
        var pod = await lab.StartAsync(
            PodManifests.Load("""
                apiVersion: v1
                kind: Pod
                metadata: {name: refused}
                spec:
                  automountServiceAccountToken: false
                  securityContext: {runAsNonRoot: true}
                  containers:
                    - {name: image, image: shell}
                    - {name: user, image: shell, securityContext: {runAsUser: 0}}
                    - {name: variable, image: shell, securityContext: {runAsUser: 1}, env: [{name: A, valueFrom: {secretKeyRef: {name: none, key: a}}}]}
                    - {name: variables, image: shell, securityContext: {runAsUser: 1}, envFrom: [{configMapRef: {name: none}}]}
                    - {name: absent, image: "registry.example.com/absent:1", securityContext: {runAsUser: 1}}
                    - {name: command, image: shell, securityContext: {runAsUser: 1}, command: [/no/such/command]}
                """),
            Cancel);

        await Assert.ThrowsAsync<TimeoutException>(() => pod.UntilReadyAsync(Patience, Cancel));
        await Deadline.PollAsync(Patience, () => Task.FromResult(pod.Phase), phase => phase == PodPhase.Failed, Cancel);

        var reasons = pod.Containers.Select(container => Assert.Single(pod.History.Of(container.Name, PodEventKind.CannotStart)).Detail);
        Assert.Collection(
            reasons,
            reason => Assert.EndsWith("container has runAsNonRoot and image will run as root", reason, StringComparison.Ordinal),
            reason => Assert.EndsWith("container's runAsUser breaks non-root policy", reason, StringComparison.Ordinal),
            reason => Assert.Equal("secret \"none\" not found", reason),
            reason => Assert.Equal("configmap \"none\" not found", reason),
            reason => Assert.StartsWith("ErrImageNeverPull", reason, StringComparison.Ordinal),
            reason => Assert.StartsWith("RunContainerError", reason, StringComparison.Ordinal));
    }

    private static async Task<string> ShellAsync(RunningPod pod, string script) =>
        (await pod["main"].Instance.ExecuteAsync(["bash", "-c", script], Cancel)).Output;

    // The kernel's order of the lines of /proc/self/status is not the point.
    private static string Sorted(string output)
    {
        var lines = output.Split('\n').ToList();
        var status = lines.Where(line => line.StartsWith("Cap", StringComparison.Ordinal) || line.StartsWith("NoNew", StringComparison.Ordinal) || line.StartsWith("Seccomp:", StringComparison.Ordinal)).ToList();
        var first = lines.FindIndex(status.Contains);
        lines.RemoveAll(status.Contains);
        lines.InsertRange(first, status.Order(StringComparer.Ordinal));
        return string.Join('\n', lines);
    }
}
