using System.Text.Json;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>The Grafana dashboards of the compose demo.</summary>
internal static class Dashboard
{
    public static IEnumerable<string> Files => Directory.GetFiles(Repository.Path("docker/grafana/dashboards"), "*.json");

    /// <summary>Panel titles with the PromQL of each query, Grafana's own variables replaced.</summary>
    public static IReadOnlyList<(string Panel, string Expression)> Queries() => [.. Files.SelectMany(Queries)];

    private static IEnumerable<(string Panel, string Expression)> Queries(string file)
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(file));
        return
        [
            .. from panel in dashboard.RootElement.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               let expression = target.GetProperty("expr").GetString()!
               select (panel.GetProperty("title").GetString()!, expression.Replace("$__rate_interval", "30s", StringComparison.Ordinal)),
        ];
    }
}
