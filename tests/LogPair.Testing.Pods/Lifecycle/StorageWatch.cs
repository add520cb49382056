using System.Collections.Concurrent;
using k8s.Models;
using LogPair.Testing.Pods.Volumes;

namespace LogPair.Testing.Pods.Lifecycle;

/// <summary>Looks at what a Pod keeps on the disk of its node, as the kubelet's eviction manager does, and says when it is to be evicted.</summary>
/// <remarks>
/// kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage and
/// kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/. Usage is measured in blocks (as <c>du</c> does), every 10 s: what is
/// above a limit between two looks is not seen, there and here. Messages: pkg/kubelet/eviction/eviction_manager.go.
/// </remarks>
internal sealed class StorageWatch(V1Pod pod, PodVolumes volumes, IReadOnlyList<PodContainer> containers, PodClock clock)
{
    private const string Storage = "ephemeral-storage";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, long> _peaks = [];

    /// <summary>The most that was seen of a volume, in bytes; 0 when nobody looked yet.</summary>
    public long PeakBytes(string volume) => _peaks.GetValueOrDefault(volume);

    /// <returns>Why the Pod is to be evicted.</returns>
    public async Task<string> WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (await LookAsync(cancel) is { } reason) return reason;

            await clock.WaitAsync(Interval, cancel);
        }
    }

    /// <returns>Null when nothing is above its limit.</returns>
    public async Task<string?> LookAsync(CancellationToken cancel)
    {
        long total = 0;
        foreach (var volume in pod.Spec.Volumes.Where(volume => volume.EmptyDir is not null))
        {
            var used = await volumes.UsedBytesAsync(volume, cancel);
            _peaks.AddOrUpdate(volume.Name, used, (_, before) => Math.Max(before, used));
            if (volume.EmptyDir.Medium != "Memory") total += used;
            if (volume.EmptyDir.SizeLimit is { } limit && used > limit.ToInt64())
                return $"Usage of EmptyDir volume \"{volume.Name}\" exceeds the limit \"{limit}\". ";
        }

        return await LookAtContainersAsync(total, cancel);
    }

    private async Task<string?> LookAtContainersAsync(long total, CancellationToken cancel)
    {
        var limits = containers.Select(container => container.Specification.Resources.Limits.TryGetValue(Storage, out var limit) ? limit : null).ToList();
        if (limits.All(limit => limit is null)) return null;

        foreach (var (container, limit) in containers.Zip(limits))
        {
            var used = await UsedBytesAsync(container, cancel);
            total += used;
            if (limit is not null && used > limit.ToInt64()) return $"Container {container.Name} exceeded its local ephemeral storage limit \"{limit}\". ";
        }

        // The Pod's limit is the sum, when every container has one.
        return !limits.Contains(null) && total > limits.Sum(limit => limit!.ToInt64())
            ? $"Pod ephemeral local storage usage exceeds the total limit of containers {limits.Sum(limit => limit!.ToInt64())}. "
            : null;
    }

    private static async Task<long> UsedBytesAsync(PodContainer container, CancellationToken cancel)
    {
        if (container.Instances is not [.., var last]) return 0;

        var log = (await last.InspectAsync(cancel)).LogPath;
        return await last.WritableBytesAsync(cancel) + (File.Exists(log) ? new FileInfo(log).Length : 0);
    }
}
