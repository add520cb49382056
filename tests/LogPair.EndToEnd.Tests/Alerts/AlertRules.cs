using LogPair.Testing;
using YamlDotNet.Serialization;

namespace LogPair.EndToEnd.Tests.Alerts;

/// <summary>The alerts that ship with LogPair.</summary>
internal static class AlertRules
{
    public const string File = "docker/prometheus/alerts.yml";

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<AlertRule> All { get; } = Load();

    private static List<AlertRule> Load()
    {
        using var text = System.IO.File.OpenText(Repository.Path(File));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);
        return
        [
            .. from map in Maps(file["groups"])
               from rule in Maps(map["rules"])
               select new AlertRule(
                   (string)rule["alert"],
                   (string)rule["expr"],
                   Texts(rule, "labels").GetValueOrDefault("severity", ""),
                   Texts(rule, "annotations")),
        ];
    }

    private static IEnumerable<Dictionary<object, object>> Maps(object list) =>
        ((List<object>)list).Cast<Dictionary<object, object>>();

    private static Dictionary<string, string> Texts(Dictionary<object, object> rule, string key) =>
        rule.TryGetValue(key, out var map)
            ? ((Dictionary<object, object>)map).ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value)
            : [];
}
