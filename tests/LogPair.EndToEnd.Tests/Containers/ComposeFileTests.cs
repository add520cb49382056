using System.Globalization;
using LogPair.Contract;
using LogPair.Host.Configuration;
using LogPair.Host.Demo;
using LogPair.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace LogPair.EndToEnd.Tests.Containers;

/// <summary>What can be said about the demo without a Docker engine.</summary>
public sealed class ComposeFileTests
{
    private static readonly Dictionary<string, object> Definitions = Load();

    public static TheoryData<string> Services => [.. Definitions.Keys];

    [Theory]
    [MemberData(nameof(Services))]
    public void EveryServiceIsHardened(string service)
    {
        Assert.Equal("true", Text(service, "read_only"));
        Assert.Equal(["ALL"], Texts(service, "cap_drop"));
        Assert.Equal(["no-new-privileges"], Texts(service, "security_opt"));
        Assert.NotEmpty(Text(service, "mem_limit"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void NothingIsPublishedBeyondThisMachine(string service) =>
        Assert.All(Texts(service, "ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Fact]
    public void NeitherSideCanWriteTheOthersFiles()
    {
        Assert.Equal(["logs:/var/log/app", "state:/var/lib/logpair:ro"], Texts("generator", "volumes"));
        Assert.Contains("logs:/var/log/app:ro", Texts("processor", "volumes"));
        Assert.Contains("state:/var/lib/logpair", Texts("processor", "volumes"));
    }

    [Fact]
    public void ImageComposeFileAndPrometheusAgreeWithTheContract()
    {
        var port = VolumeLayout.DefaultPort.ToString(CultureInfo.InvariantCulture);
        var dockerfile = File.ReadAllText(Repository.Path("docker/Dockerfile"));

        Assert.Contains($"\nEXPOSE {port}\n", dockerfile, StringComparison.Ordinal);
        Assert.Contains($"{VolumeLayout.LogsVariable}=/var/log/app", dockerfile, StringComparison.Ordinal);
        Assert.Contains($"{VolumeLayout.StateVariable}=/var/lib/logpair", dockerfile, StringComparison.Ordinal);
        Assert.EndsWith($":{port}", Assert.Single(Texts("processor", "ports")), StringComparison.Ordinal);
        Assert.Contains($"[processor:{port}, nginx-processor:{port}]", File.ReadAllText(Repository.Path("docker/prometheus/prometheus.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void PrometheusIsGivenTheAlertRulesThatItsConfigurationNames()
    {
        var configuration = File.ReadAllText(Repository.Path("docker/prometheus/prometheus.yml"));

        Assert.Contains("\nrule_files: [alerts.yml]\n", configuration, StringComparison.Ordinal);
        Assert.Contains(
            "./prometheus/alerts.yml:/etc/prometheus/alerts.yml:ro", Texts("prometheus", "volumes"));
    }

    [Fact]
    public void TheProcessorIsGivenLongerToStopThanItTakes()
    {
        var environment = (Dictionary<object, object>)Service("processor")["environment"];
        Assert.True(Duration.TryParse((string)environment[SettingTable.StopTimeout.Variable], out var takes));
        Assert.True(Duration.TryParse(Text("processor", "stop_grace_period"), out var given));

        Assert.True(given > takes + TimeSpan.FromSeconds(2), $"{given} for {takes}");
    }

    [Fact]
    public void TheRulesAreThoseThatTheExecutableCarriesForItsDemo() =>
        Assert.Equal(DemoRules.Yaml, File.ReadAllText(Repository.Path("docker/rules.yaml")));

    private static string Text(string service, string key) => (string)Service(service)[key];

    private static List<string> Texts(string service, string key) =>
        Service(service).TryGetValue(key, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    private static Dictionary<object, object> Service(string name) => (Dictionary<object, object>)Definitions[name];

    private static Dictionary<string, object> Load()
    {
        using var text = File.OpenText(Repository.Path("docker/compose.yaml"));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));
        return ((Dictionary<object, object>)file["services"]).ToDictionary(pair => (string)pair.Key, pair => pair.Value);
    }
}
