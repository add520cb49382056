using System.Globalization;
using Docker.DotNet.Models;
using k8s.Models;
using LogPair.Testing.Pods.Engine;

namespace LogPair.Testing.Pods.Volumes;

/// <summary>The volumes of one Pod, as directories of the node that its containers mount.</summary>
/// <remarks>kubernetes.io/docs/concepts/storage/volumes/</remarks>
internal sealed class PodVolumes(V1PodSpec spec, NodeDirectory node, VolumeFiles files)
{
    private readonly long? _group = spec.SecurityContext.FsGroup;

    // What Kubernetes fills "is always mounted as readOnly".
    private static bool IsFilled(V1Volume volume) => volume.EmptyDir is null;

    /// <summary>Makes and fills them all.</summary>
    /// <exception cref="PodCannotStartException">What a volume is to hold is not there.</exception>
    public async Task SetUpAsync(CancellationToken cancel)
    {
        foreach (var volume in spec.Volumes)
        {
            var path = node.Make("volumes", volume.Name);
            if (volume.EmptyDir is { } empty)
            {
                if (empty.Medium == "Memory") await node.MountMemoryAsync(path, MemoryLimit(empty), cancel);
                await GroupOwnership.ApplyAsync(path, _group, isReadOnly: false, cancel);
            }
            else
            {
                if (volume.Secret is not null) await node.MountMemoryAsync(path, null, cancel);
                await GroupOwnership.ApplyAsync(path, _group, isReadOnly: true, cancel);
                await FillAsync(volume, cancel);
            }
        }
    }

    /// <summary>Brings what Kubernetes fills up to date with the objects it comes from, as the kubelet does about once a minute.</summary>
    /// <remarks>
    /// A mount with <c>subPath</c> keeps the old file, and variables keep their values: docs/tasks/configure-pod-container/configure-pod-configmap/#mounted-configmaps-are-updated-automatically.
    /// </remarks>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        foreach (var volume in spec.Volumes.Where(IsFilled)) await FillAsync(volume, cancel);
    }

    /// <summary>A container's mount of a volume.</summary>
    public async Task<Mount> MountAsync(V1VolumeMount mount, CancellationToken cancel)
    {
        var volume = spec.Volumes.Single(volume => volume.Name == mount.Name);
        return new Mount
        {
            Type = "bind",
            Source = mount.SubPath is { Length: > 0 } sub ? await SubPathAsync(volume, sub, cancel) : PathOf(volume),
            Target = mount.MountPath,
            ReadOnly = mount.ReadOnlyProperty is true || IsFilled(volume),
            BindOptions = new BindOptions { Propagation = "rprivate" },
        };
    }

    /// <summary>On the node.</summary>
    public string PathOf(V1Volume volume) => Path.Combine(node.Path, "volumes", volume.Name);

    /// <summary>Bytes that an emptyDir takes, in blocks of the disk.</summary>
    public async Task<long> UsedBytesAsync(V1Volume volume, CancellationToken cancel)
    {
        var answer = await NodeCommand.RunAsync(
            "sh", ["-c", "du -s --block-size=1 -- \"$1\" 2>/dev/null || true", "du", PathOf(volume)], cancel);
        return long.Parse(answer.Split('\t')[0], CultureInfo.InvariantCulture);
    }

    private Task FillAsync(V1Volume volume, CancellationToken cancel) =>
        new AtomicDirectory(PathOf(volume), _group).WriteAsync(files.Of(volume)!, cancel);

    // A directory that is missing is made; what links lead to must be in the volume: docs/concepts/storage/volumes/#using-subpath.
    private async Task<string> SubPathAsync(V1Volume volume, string sub, CancellationToken cancel)
    {
        var path = Path.Combine(PathOf(volume), sub);
        if (!Path.Exists(path) && !IsFilled(volume))
        {
            Directory.CreateDirectory(path);
            await GroupOwnership.ApplyAsync(path, _group, isReadOnly: false, cancel);
        }

        var real = (await NodeCommand.RunAsync("realpath", ["-e", path], cancel)).TrimEnd('\n');
        return real.StartsWith($"{PathOf(volume)}/", StringComparison.Ordinal)
            ? real
            : throw new PodCannotStartException($"subPath '{sub}' leads out of volume '{volume.Name}'.");
    }

    // "The maximum usage on memory medium EmptyDir would be the minimum value between the SizeLimit specified here and the sum of memory limits of
    // all containers in a pod": docs/reference/kubernetes-api/config-and-storage-resources/volume/.
    private long? MemoryLimit(V1EmptyDirVolumeSource empty)
    {
        var limits = spec.InitContainers.Concat(spec.Containers).Select(container => container.Resources.Limits.TryGetValue("memory", out var memory) ? memory : null).ToList();
        long? sum = limits.Contains(null) ? null : limits.Sum(limit => limit!.ToInt64());
        var size = empty.SizeLimit?.ToInt64();
        return size is null ? sum : sum is null ? size : Math.Min(size.Value, sum.Value);
    }
}
