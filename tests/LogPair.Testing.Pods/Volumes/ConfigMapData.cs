using System.Text;
using k8s.Models;

namespace LogPair.Testing.Pods.Volumes;

/// <summary>What a ConfigMap or a Secret holds, as bytes by key.</summary>
internal static class ConfigMapData
{
    public static IReadOnlyDictionary<string, byte[]> Of(V1ConfigMap map) =>
        Join(map.BinaryData, map.Data);

    /// <summary><c>stringData</c> wins: kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data.</summary>
    public static IReadOnlyDictionary<string, byte[]> Of(V1Secret secret) => Join(secret.Data, secret.StringData);

    private static Dictionary<string, byte[]> Join(IDictionary<string, byte[]>? bytes, IDictionary<string, string>? texts)
    {
        var all = new Dictionary<string, byte[]>(bytes ?? new Dictionary<string, byte[]>());
        foreach (var (key, text) in texts ?? new Dictionary<string, string>()) all[key] = Encoding.UTF8.GetBytes(text);
        return all;
    }
}
