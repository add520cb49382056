using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>The chart renders what kustomize renders.</summary>
public sealed class HelmTests
{
    private const string Chart = "k8s/helm/logpair";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("k8s/base", "--set", "image.tag=")]
    [InlineData("k8s/overlays/production", "--values", "k8s/helm/logpair/values-production.yaml")]
    public async Task TheChartRendersWhatKustomizeRenders(string directory, params string[] values)
    {
        var kustomize = ByName((await RenderedManifests.RenderAsync(directory, Cancel)).Text);
        var helm = ByName(await TemplateAsync(values));
        kustomize.Remove("Namespace shop");

        Assert.Equal(kustomize.Keys.Order(), helm.Keys.Order());
        Assert.All(kustomize, resource => Assert.Equal(resource.Value, helm[resource.Key]));
    }

    [Theory]
    [InlineData("tls.enabled=true", "tls.enabled needs web")]
    [InlineData("aplication.name=x", "aplication")]
    [InlineData("logsSize=1GiB", "logsSize")]
    [InlineData("application.user=0", "user")]
    public async Task AWrongValueIsRefused(string value, string named)
    {
        var result = await RunAsync("--set", value);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k8s/base/rules.yaml", "files/rules.yaml")]
    [InlineData("docker/prometheus/alerts.yml", "files/alerts.yml")]
    [InlineData("docker/grafana/dashboards/logpair.json", "files/dashboards/logpair.json")]
    [InlineData("docker/grafana/dashboards/logs-as-metrics.json", "files/dashboards/logs-as-metrics.json")]
    public void WhatTheChartCarriesIsTheSameAsElsewhere(string original, string copy) =>
        Assert.Equal(File.ReadAllText(Repository.Path(original)), File.ReadAllText(Repository.Path($"{Chart}/{copy}")));

    /// <summary>What <c>helm template</c> prints; skips the test where there is no helm.</summary>
    internal static async Task<string> TemplateAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private static async Task<ToolResult> RunAsync(params string[] arguments)
    {
        var result = await Tool.TryRunAsync(
            "helm", ["template", "shop", Repository.Path(Chart), "--namespace", "shop", .. arguments], Cancel);
        Requirement.Check(result is null ? "There is no helm. Install it (.ci/prepare does)." : null);
        return result!;
    }

    // One readable text for each resource, so that a difference shows.
    private static Dictionary<string, string> ByName(string yaml) => YamlNodes.Documents(yaml).ToDictionary(
        document => $"{document["kind"]} {YamlNodes.Normalized(document["metadata"]!["name"])}",
        document =>
        {
            document["metadata"]!.AsObject().Remove("namespace");
            return YamlNodes.Normalized(document)!.ToJsonString(new() { WriteIndented = true });
        });
}
