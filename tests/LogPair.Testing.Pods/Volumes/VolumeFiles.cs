using System.Text;
using k8s.Models;
using LogPair.Testing.Pods.Manifests;
using LogPair.Testing.Pods.Variables;

namespace LogPair.Testing.Pods.Volumes;

/// <summary>The files of ConfigMap, Secret, downward API and projected volumes.</summary>
/// <remarks>kubernetes.io/docs/concepts/storage/volumes/, …/projected-volumes/, …/concepts/workloads/pods/downward-api/</remarks>
internal sealed class VolumeFiles(PodManifests manifests, FieldValues fields)
{
    // docs/reference/kubernetes-api/config-and-storage-resources/volume/: "Defaults to 0644".
    private const int DefaultMode = 0b110_100_100;

    /// <summary>Null when the volume is not one that Kubernetes fills.</summary>
    /// <exception cref="PodCannotStartException">What it is to hold is not there.</exception>
    public IReadOnlyList<FileEntry>? Of(V1Volume volume) => volume switch
    {
        { ConfigMap: { } source } => [.. OfConfigMap(source.Name, source.Items, source.DefaultMode, source.Optional)],
        { Secret: { } source } => [.. OfSecret(source.SecretName, source.Items, source.DefaultMode, source.Optional)],
        { DownwardAPI: { } source } => [.. source.Items.Select(item => OfField(item, source.DefaultMode))],
        { Projected: { } source } => Once(source.Sources.SelectMany(part => OfProjection(part, source.DefaultMode))),
        _ => null,
    };

    // A later source wins over an earlier one with the same path.
    private static List<FileEntry> Once(IEnumerable<FileEntry> files) =>
        [.. files.GroupBy(file => file.Path).Select(same => same.Last())];

    private IEnumerable<FileEntry> OfProjection(V1VolumeProjection source, int? mode) => source switch
    {
        { ConfigMap: { } map } => OfConfigMap(map.Name, map.Items, mode, map.Optional),
        { Secret: { } secret } => OfSecret(secret.Name, secret.Items, mode, secret.Optional),
        { DownwardAPI: { } downward } => downward.Items.Select(item => OfField(item, mode)),
        _ => throw new PodCannotStartException("A projected volume has a source with nothing in it."),
    };

    private IEnumerable<FileEntry> OfConfigMap(string name, IList<V1KeyToPath>? items, int? mode, bool? isOptional)
    {
        if (manifests.ConfigMap(name) is not { } map) return Missing($"configmap \"{name}\" not found", isOptional);

        return Choose(ConfigMapData.Of(map), items, mode, isOptional, $"configmap \"{name}\"");
    }

    private IEnumerable<FileEntry> OfSecret(string name, IList<V1KeyToPath>? items, int? mode, bool? isOptional)
    {
        if (manifests.Secret(name) is not { } secret) return Missing($"secret \"{name}\" not found", isOptional);

        return Choose(ConfigMapData.Of(secret), items, mode, isOptional, $"secret \"{name}\"");
    }

    private static IEnumerable<FileEntry> Missing(string what, bool? isOptional) =>
        isOptional is true ? [] : throw new PodCannotStartException(what);

    // Without items every key is a file; with them, only those that are named.
    private static IEnumerable<FileEntry> Choose(
        IReadOnlyDictionary<string, byte[]> data, IList<V1KeyToPath>? items, int? mode, bool? isOptional, string source)
    {
        if (items is not { Count: > 0 }) return data.Select(pair => new FileEntry(pair.Key, pair.Value, Mode(mode)));

        return items.SelectMany(item => data.TryGetValue(item.Key, out var content)
            ? [new FileEntry(item.Path, content, Mode(item.Mode ?? mode))]
            : Missing($"{source} has no key \"{item.Key}\"", isOptional));
    }

    private FileEntry OfField(V1DownwardAPIVolumeFile file, int? mode)
    {
        var value = file.FieldRef is { } field ? fields.Of(field.FieldPath) : fields.Of(file.ResourceFieldRef, file.ResourceFieldRef.ContainerName);
        return new FileEntry(file.Path, Encoding.UTF8.GetBytes(value), Mode(file.Mode ?? mode));
    }

    private static UnixFileMode Mode(int? mode) => (UnixFileMode)(mode ?? DefaultMode);
}
