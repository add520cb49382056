using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using LogPair.Testing.Pods.Manifests;

namespace LogPair.EndToEnd.Tests.Kubernetes.Pods;

/// <summary>The Pod runner refuses what Kubernetes would, and what it does not know itself; nothing is ignored silently.</summary>
public sealed class LoadingTests
{
    private const string Valid = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          template:
            metadata: {labels: {app: work}}
            spec:
              restartPolicy: Never
              automountServiceAccountToken: false
              initContainers:
                - {name: side, image: shell, restartPolicy: Always, startupProbe: {exec: {command: ["true"]}}}
                - {name: first, image: shell}
              containers:
                - name: main
                  image: shell
                  ports: [{name: web, containerPort: 8080}]
                  livenessProbe: {httpGet: {port: web}}
                  resources: {limits: {memory: 64Mi}}
                  volumeMounts: [{name: data, mountPath: /data}]
              volumes: [{name: data, emptyDir: {sizeLimit: 1Mi}}]
        """;

    [Fact]
    public void AValidPodLoads() => Assert.Matches("^work-[a-z0-9]{5}$", PodManifests.Load(Valid).Pod.Metadata.Name);

    // What is changed, and part of the reason.
    [Theory]
    [InlineData("volumeMounts", "volumeMount", "volumeMount")]
    [InlineData("image: shell, restartPolicy: Always", "image: shell, image: shell, restartPolicy: Always", "duplicate key image")]
    [InlineData("containerPort: 8080", "containerPort: many", "batch/v1/Job")]
    [InlineData("64Mi", "64MiB", "batch/v1/Job")]
    [InlineData("kind: Job", "kind: ReplicaSet", "does not know this kind")]
    [InlineData("restartPolicy: Never", "restartPolicy: Sometimes", "spec.template.spec.restartPolicy: 'Sometimes' is not implemented")]
    [InlineData("restartPolicy: Never", "restartPolicy: Always", "a Job takes OnFailure or Never")]
    [InlineData("restartPolicy: Never", "hostNetwork: true", "spec.template.spec.hostNetwork: 'true' is not implemented")]
    [InlineData("restartPolicy: Never", "runtimeClassName: gvisor", "spec.template.spec.runtimeClassName: the Pod runner does not implement")]
    [InlineData("httpGet: {port: web}", "grpc: {port: 1}", "containers[0].livenessProbe.grpc: the Pod runner does not implement")]
    [InlineData("httpGet: {port: web}", "httpGet: {port: api}", "has no port 'api'")]
    [InlineData("httpGet: {port: web}", "httpGet: {port: web}, tcpSocket: {port: 1}", "exactly one of")]
    [InlineData("httpGet: {port: web}", "httpGet: {port: web}, successThreshold: 2", "successThreshold must be 1")]
    [InlineData("name: first, image: shell", "name: first, image: shell, livenessProbe: {exec: {command: [a]}}", "neither probes nor lifecycle")]
    [InlineData("name: first, image: shell", "name: main, image: shell", "the name 'main' is given twice")]
    [InlineData("name: first, image: shell", "name: first", "image is missing")]
    [InlineData("emptyDir: {sizeLimit: 1Mi}", "hostPath: {path: /}", "volumes[0].hostPath: the Pod runner does not implement")]
    [InlineData("emptyDir: {sizeLimit: 1Mi}", "emptyDir: {}, configMap: {name: a}", "exactly one source")]
    [InlineData("emptyDir: {sizeLimit: 1Mi}", "emptyDir: {medium: HugePages}", "emptyDir.medium: 'HugePages' is not implemented")]
    [InlineData("name: data, mountPath", "name: other, mountPath", "there is no volume 'other'")]
    [InlineData("limits: {memory: 64Mi}", "limits: {memory: 64Mi}, requests: {memory: 65Mi}", "requests.memory is above its limit")]
    [InlineData("limits: {memory: 64Mi}", "limits: {example.com/gpu: 1}", "does not know the resource 'example.com/gpu'")]
    [InlineData("automountServiceAccountToken: false", "hostname: a", "automountServiceAccountToken: must be false")]
    public void WhatIsWrongOrUnknownIsRefusedWithItsPlace(string before, string after, string reason)
    {
        Assert.Contains(before, Valid, StringComparison.Ordinal);

        var refused = Assert.Throws<ManifestRefusedException>(() => PodManifests.Load(Valid.Replace(before, after, StringComparison.Ordinal)));

        Assert.Contains(refused.Reasons, given => given.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFieldOfTheLibraryIsEitherInTheTableOrRefused()
    {
        var refused = 0;
        foreach (var (type, name) in Reachable())
        {
            var fields = KnownFields.Table[name];
            var properties = type.GetProperties().Where(property => JsonName(property) is not null).ToDictionary(property => JsonName(property)!);
            Assert.Empty(fields.Keys.Except(properties.Keys));
            foreach (var (field, property) in properties.Where(pair => !fields.ContainsKey(pair.Key)))
            {
                var value = Activator.CreateInstance(type)!;
                property.SetValue(value, Sample(property.PropertyType));

                Assert.Contains($"{field}: the Pod runner does not implement this field.", KnownFields.Refuse(value, name));
                refused++;
            }
        }

        Assert.InRange(refused, 100, 1000);
    }

    [Theory]
    [InlineData("apps/v1", "Deployment", "selector: {matchLabels: {app: a}}, template:", "^a-[a-z0-9]{10}-[a-z0-9]{5}$", "")]
    [InlineData("apps/v1", "StatefulSet", "selector: {matchLabels: {app: a}}, serviceName: a, template:", "^a-0$", "apps.kubernetes.io/pod-index")]
    [InlineData("apps/v1", "DaemonSet", "selector: {matchExpressions: [{key: app, operator: In, values: [a]}]}, template:", "^a-[a-z0-9]{5}$", "")]
    [InlineData("batch/v1", "Job", "template:", "^a-[a-z0-9]{5}$", "batch.kubernetes.io/job-name")]
    [InlineData("batch/v1", "CronJob", "schedule: '* * * * *', jobTemplate: {spec: {template:", "^a-[0-9]{8}-[a-z0-9]{5}$", "batch.kubernetes.io/job-name")]
    public void EveryWorkloadMakesAPodAsItsControllerWould(string version, string kind, string specification, string name, string label)
    {
        var policy = version == "batch/v1" ? "Never" : "Always";
        var rest = kind == "CronJob" ? "}}" : "";
        var yaml = $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a, namespace: space}}\nspec: {{{specification} {{metadata: {{labels: {{app: a}}}}, spec: "
            + $"{{restartPolicy: {policy}, automountServiceAccountToken: false, containers: [{{name: a, image: shell}}]}}}}{rest}}}\n";

        var pod = PodManifests.Load(yaml).Pod;

        Assert.Matches(name, pod.Metadata.Name);
        Assert.Equal("space", pod.Metadata.NamespaceProperty);
        Assert.Equal("a", pod.Metadata.Labels["app"]);
        if (label.Length > 0) Assert.Contains(label, pod.Metadata.Labels.Keys);
    }

    [Theory]
    [MemberData(nameof(RenderedManifests.Shipped), MemberType = typeof(RenderedManifests))]
    public async Task EveryWorkloadThatIsShippedIsOneThatTheRunnerKnows(string directory)
    {
        var rendered = await RenderedManifests.RenderAsync(directory, TestContext.Current.CancellationToken);
        var names = rendered.All<V1Deployment>().Select(known => known.Metadata.Name).Concat(rendered.All<V1Job>().Select(known => known.Metadata.Name)).ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(PodManifests.Load(rendered.Text, name, [.. ShopPods.OfOthers, "v1/Service"])));
    }

    [Fact]
    public void ATestMayChangeAPodButNotIntoOneThatIsUnknown()
    {
        var manifests = PodManifests.Load(Valid);
        manifests.Pod.Spec.HostNetwork = true;

        Assert.Throws<ManifestRefusedException>(manifests.Check);
    }

    [Fact]
    public void AKindIsLeftOutOnlyIfItIsNamed()
    {
        var yaml = $"{Valid}\n---\napiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {{name: a}}\n";

        Assert.Throws<ManifestRefusedException>(() => PodManifests.Load(yaml));
        Assert.NotNull(PodManifests.Load(yaml, workload: null, "monitoring.coreos.com/v1/PodMonitor"));
    }

    // The kinds, and from there every type that a field of the table leads to.
    private static HashSet<(Type Type, string Name)> Reachable()
    {
        HashSet<(Type Type, string Name)> found =
        [
            (typeof(V1Pod), "Pod"), (typeof(V1Deployment), "Deployment"), (typeof(V1StatefulSet), "StatefulSet"), (typeof(V1DaemonSet), "DaemonSet"),
            (typeof(V1Job), "Job"), (typeof(V1CronJob), "CronJob"), (typeof(V1ConfigMap), "ConfigMap"), (typeof(V1Secret), "Secret"),
            (typeof(V1Service), "Service"), (typeof(V1ServiceAccount), "ServiceAccount"), (typeof(V1Namespace), "Namespace"),
            (typeof(V1NetworkPolicy), "NetworkPolicy"),
        ];
        var open = new Queue<(Type Type, string Name)>(found);
        while (open.TryDequeue(out var at))
        {
            foreach (var property in at.Type.GetProperties())
            {
                if (JsonName(property) is not { } name || !KnownFields.Table[at.Name].TryGetValue(name, out var field) || field.Type is null) continue;

                var type = field.Shape == FieldShape.List ? property.PropertyType.GetGenericArguments()[0] : property.PropertyType;
                if (found.Add((type, field.Type))) open.Enqueue((type, field.Type));
            }
        }

        Assert.Equal(KnownFields.Table.Keys.Except(["Probe"]).Order(), found.Select(pair => pair.Name).Except(["Probe"]).Distinct().Order());
        return found;
    }

    private static string? JsonName(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;

    private static object Sample(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string)) return "a";
        if (plain == typeof(bool)) return true;
        if (plain == typeof(DateTime)) return DateTime.UnixEpoch;
        if (plain == typeof(ResourceQuantity)) return new ResourceQuantity("1");
        if (plain == typeof(IntOrString)) return (IntOrString)1;
        if (plain.IsPrimitive) return Convert.ChangeType(1, plain, System.Globalization.CultureInfo.InvariantCulture);
        if (!plain.IsGenericType) return Activator.CreateInstance(plain)!;

        var arguments = plain.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            map["a"] = Sample(arguments[1]);
            return map;
        }

        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        list.Add(Sample(arguments[0]));
        return list;
    }
}
