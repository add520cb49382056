using System.Diagnostics;
using k8s.Models;

namespace LogPair.Testing.Pods.Manifests;

/// <summary>Source: kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors.</summary>
internal static class LabelSelector
{
    /// <summary>An empty selector selects everything.</summary>
    public static bool Selects(V1LabelSelector selector, IDictionary<string, string> labels) =>
        Selects(selector.MatchLabels, labels) && (selector.MatchExpressions ?? []).All(expression => Holds(expression, labels));

    public static bool Selects(IDictionary<string, string>? selector, IDictionary<string, string> labels) =>
        (selector ?? new Dictionary<string, string>()).All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    // NotIn holds for an object without the label, too.
    private static bool Holds(V1LabelSelectorRequirement requirement, IDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(requirement.Key, out var value);
        return requirement.OperatorProperty switch
        {
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            "In" => isThere && requirement.Values.Contains(value!),
            "NotIn" => !isThere || !requirement.Values.Contains(value!),
            _ => throw new UnreachableException(requirement.OperatorProperty),
        };
    }
}
