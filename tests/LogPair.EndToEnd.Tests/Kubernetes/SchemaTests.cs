using LogPair.EndToEnd.Tests.Containers;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>Manifests against the schemas of Kubernetes, the Prometheus operator and Kyverno, dashboards against Grafana's.</summary>
public sealed class SchemaTests
{
    // .ci/prepare installs it there: npm's packages have no place in the source tree.
    private const string Scripts = "artifacts/schema";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryManifestIsValid()
    {
        using var files = new TempVolume();
        foreach (var directory in Kustomizations())
            await File.WriteAllTextAsync(files[$"{directory.Replace('/', '-')}.yaml"], (await RenderedManifests.RenderAsync(directory, Cancel)).Text, Cancel);

        foreach (var policy in System.IO.Directory.GetFiles(Repository.Path("k8s/injection"))) File.Copy(policy, files[Path.GetFileName(policy)]);
        await File.WriteAllTextAsync(files["helm.yaml"], await HelmTests.TemplateAsync(), Cancel);
        await File.WriteAllTextAsync(
            files["helm-production.yaml"],
            await HelmTests.TemplateAsync("--values", Repository.Path("k8s/helm/logpair/values-production.yaml")), Cancel);

        var result = await CheckAsync(System.IO.Directory.GetFiles(files.Path));

        Assert.True(result.ExitCode == 0, $"{result.Output}\n{result.Error}");
    }

    [Theory]
    [InlineData("interval: 15s", "intervall: 15s")]
    [InlineData("scheme: https\n", "scheme: ftp\n")]
    [InlineData("readOnlyRootFilesystem: true", "readonlyRootFilesystem: true")]
    [InlineData("sizeLimit: 1Gi", "sizeLimit: 1GiB")]
    [InlineData("replicas: 3", "replicas: three")]
    [InlineData("alert: LogPairStuck", "alarm: LogPairStuck")]
    public async Task AFaultIsFound(string right, string wrong)
    {
        using var files = new TempVolume();
        var text = (await RenderedManifests.RenderAsync("k8s/overlays/production", Cancel)).Text;
        Assert.Contains(right, text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(files["wrong.yaml"], text.Replace(right, wrong, StringComparison.Ordinal), Cancel);

        Assert.Equal(1, (await CheckAsync(System.IO.Directory.GetFiles(files.Path))).ExitCode);
    }

    [Fact]
    public async Task EveryDashboardIsWhatGrafanaKnows()
    {
        var result = await CheckAsync([.. Dashboard.Files], "check-dashboards.js");

        Assert.True(result.ExitCode == 0, result.Output);
    }

    [Theory]
    [InlineData("\"schemaVersion\"", "\"schemaVersions\"")]
    [InlineData("\"mode\": \"absolute\"", "\"mode\": \"absolut\"")]
    [InlineData("\"graphMode\"", "\"grafMode\"")]
    [InlineData("\"type\": \"stat\"", "\"type\": \"statistic\"")]
    public async Task AFaultOfADashboardIsFound(string right, string wrong)
    {
        using var files = new TempVolume();
        var text = await File.ReadAllTextAsync(Repository.Path("docker/grafana/dashboards/logpair.json"), Cancel);
        Assert.Contains(right, text, StringComparison.Ordinal);

        await File.WriteAllTextAsync(files["wrong.json"], text.Replace(right, wrong, StringComparison.Ordinal), Cancel);

        Assert.Equal(1, (await CheckAsync([files["wrong.json"]], "check-dashboards.js")).ExitCode);
    }

    private static IEnumerable<string> Kustomizations() =>
        ((string[])["k8s", "tests/LogPair.EndToEnd.Tests/Kubernetes/foreign"])
            .SelectMany(root => System.IO.Directory.EnumerateFiles(Repository.Path(root), "kustomization.yaml", SearchOption.AllDirectories))
            .Where(file => File.ReadAllText(file).Contains("kind: Kustomization", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file)!));

    private static async Task<ToolResult> CheckAsync(string[] files, string script = "check.js")
    {
        var path = Repository.Path($"{Scripts}/{script}");
        Requirement.Check(File.Exists(path) ? null : $"There is no {path}. .ci/prepare installs it; it needs Node.js and npm.");
        var result = await Tool.TryRunAsync("node", [path, .. files], Cancel);
        Requirement.Check(result is null ? "There is no node." : null);
        return result!;
    }
}
