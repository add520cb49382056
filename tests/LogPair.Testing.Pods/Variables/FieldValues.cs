using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace LogPair.Testing.Pods.Variables;

/// <summary>The values of <c>fieldRef</c> and <c>resourceFieldRef</c>.</summary>
/// <remarks>kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields</remarks>
internal sealed partial class FieldValues(V1Pod pod, PodAddress address)
{
    /// <exception cref="PodCannotStartException">No such field can be asked for.</exception>
    public string Of(string path)
    {
        if (Subscript().Match(path) is { Success: true } subscript)
        {
            var values = subscript.Groups[1].Value == "labels" ? pod.Metadata.Labels : pod.Metadata.Annotations;
            return values.TryGetValue(subscript.Groups[2].Value, out var value) ? value : "";
        }

        return path switch
        {
            "metadata.name" => pod.Metadata.Name,
            "metadata.namespace" => pod.Metadata.NamespaceProperty,
            "metadata.uid" => pod.Metadata.Uid,
            "metadata.labels" => Lines(pod.Metadata.Labels),
            "metadata.annotations" => Lines(pod.Metadata.Annotations),
            "spec.nodeName" => address.NodeName,
            "spec.serviceAccountName" => pod.Spec.ServiceAccountName,
            "status.hostIP" or "status.hostIPs" => address.NodeIp,
            "status.podIP" or "status.podIPs" => address.PodIp,
            _ => throw new PodCannotStartException($"fieldPath '{path}' is not one of the downward API."),
        };
    }

    /// <summary>A limit or request in units of the divisor, rounded up. Without a limit, the node's own amount.</summary>
    public string Of(V1ResourceFieldSelector reference, string container)
    {
        var resources = pod.Spec.InitContainers.Concat(pod.Spec.Containers).Single(known => known.Name == container).Resources;
        var (kind, resource) = reference.Resource.Split('.', 2) is [var first, var second] ? (first, second) : ("", "");
        var divisor = reference.Divisor is { } given && given.ToDecimal() > 0 ? given.ToDecimal() : 1;
        var amount = (kind == "limits" ? resources.Limits : resources.Requests).TryGetValue(resource, out var quantity)
            ? quantity.ToDecimal()
            : kind == "limits" ? OfNode(resource) : 0;
        return decimal.Ceiling(amount / divisor).ToString(CultureInfo.InvariantCulture);
    }

    private static decimal OfNode(string resource) => resource switch
    {
        "cpu" => Environment.ProcessorCount,
        "memory" => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        _ => new DriveInfo("/").TotalSize,
    };

    // key="value" lines in the order of the keys, the value escaped: as the documentation's example files show them.
    private static string Lines(IDictionary<string, string> values) => string.Join('\n', values
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}=\"{pair.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\""));

    [GeneratedRegex(@"^metadata\.(labels|annotations)\['(.+)'\]$")]
    private static partial Regex Subscript();
}
