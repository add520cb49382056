using CsCheck;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Rules;

public sealed class RulesLoaderTests
{
    private const string Valid = """
        inputs:
          - path: /var/log/app/*.log
            format: clef
          - path: /var/log/other
        settings:
          listen: 0.0.0.0:9464   # raw
          checkpointInterval: 1s
          logs: [/a, "/b"]
          tls: { certificate: /tls/cert.pem, empty: }
        metrics:
          - name: http_requests_total
            type: counter
            help: Requests by method and status.
            where: RequestPath is not null and not StartsWith(RequestPath, '/health')
            labels: &common
              method: RequestMethod
              status: StatusCode
            maxSeries: 50
            init: [{ method: GET, status: 200 }, { status: 500, method: GET }]
          - name: http_request_duration_seconds
            type: histogram
            value: Elapsed / 1000
            buckets: { exponential: { start: 0.001, factor: 10, count: 4 } }
            labels: *common
          - name: queue_length
            type: gauge
            value: "Queue.Length"
          - name: steps_seconds
            type: histogram
            value: 'Elapsed'
            buckets: { linear: { start: 1, width: 2, count: 3 } }
        """;

    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(CaseFolder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))];

    private static string CaseFolder => Path.Combine(AppContext.BaseDirectory, "Rules", "Cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ABadFileHasTheseErrors(string name)
    {
        var file = Path.Combine(CaseFolder, name);

        var result = RulesLoader.Load($"{name}.yaml", File.ReadAllText($"{file}.yaml"));

        var lines = result.Errors.Select(error => $"error {error}")
            .Concat(result.Warnings.Select(warning => $"warning {warning}"));
        Assert.Equal(File.ReadAllText($"{file}.txt").TrimEnd(), string.Join('\n', lines));
        Assert.Equal(result.Errors.Count == 0, result.IsValid);
    }

    [Fact]
    public void AGoodFileIsReadWhole()
    {
        var result = RulesLoader.Load("rules.yaml", Valid);

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(
            [("/var/log/app/*.log", "clef"), ("/var/log/other", "auto")],
            result.Rules!.Inputs.Select(input => (input.Path, input.Reading.Format.Name)));
        Assert.Equal(
            ["RequestPath", "RequestMethod", "StatusCode", "Elapsed", "Queue.Length"],
            Enumerable.Range(0, result.Rules.Fields.Count).Select(slot => result.Rules.Fields[slot].ToString()));
        var requests = result.Rules.Metrics[0].Definition;
        Assert.Equal("http_requests_total", requests.Name);
        Assert.Equal("Requests by method and status.", requests.Help);
        Assert.Equal(["method", "status"], requests.LabelNames);
        Assert.Equal(50, requests.MaxSeries);
        Assert.Equal([["GET", "200"], ["GET", "500"]], requests.InitialSeries.Select(key => LabelKey.Decode(key, 2)));
        Assert.Equal([0.001, 0.01, 0.1, 1], result.Rules.Metrics[1].Definition.Buckets);
        Assert.Equal(requests.LabelNames, result.Rules.Metrics[1].Definition.LabelNames);
        Assert.Equal(MetricType.Gauge, result.Rules.Metrics[2].Definition.Type);
        Assert.Empty(result.Rules.Metrics[2].Definition.InitialSeries);
        Assert.Equal([1, 3, 5], result.Rules.Metrics[3].Definition.Buckets);
        Assert.Equal([Array.Empty<byte>()], result.Rules.Metrics[3].Definition.InitialSeries);
    }

    [Fact]
    public void SettingsAreHandedOnWithTheirPlaces()
    {
        var settings = RulesLoader.Load("rules.yaml", Valid).Settings;

        Assert.Equal(
            [
                ("checkpointInterval", new SettingScalar("1s", 7, 23)),
                ("listen", new SettingScalar("0.0.0.0:9464", 6, 11)),
                ("logs:0", new SettingScalar("/a", 8, 10)),
                ("logs:1", new SettingScalar("/b", 8, 14)),
                ("tls:certificate", new SettingScalar("/tls/cert.pem", 9, 23)),
            ],
            settings.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("---\n")]
    [InlineData("metrics:\n")]
    [InlineData("settings: { listen: 1 }")]
    [InlineData("inputs: [{ path: /logs }]")]
    public void WithoutMetricsTheBuiltInOnesApply(string yaml)
    {
        var result = RulesLoader.Load("rules.yaml", yaml);

        Assert.Equal(RuleSet.BuiltIn.Metrics, result.Rules!.Metrics);
        Assert.Equal(RuleSet.BuiltIn.Fields, result.Rules.Fields);
    }

    [Fact]
    public void AnEmptyListOfMetricsMeansNone() =>
        Assert.Empty(RulesLoader.Load("rules.yaml", "metrics: []").Rules!.Metrics);

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 100_000)]
    [InlineData("- ", 100_000)]
    [InlineData("a: [", 5_000)]
    public void DeepNestingIsAnError(string repeated, int times)
    {
        var yaml = string.Concat(Enumerable.Repeat(repeated, times));

        Assert.NotEmpty(RulesLoader.Load("rules.yaml", yaml).Errors);
    }

    [Fact]
    public void AnAliasBombIsHarmless()
    {
        var levels = Enumerable.Range(1, 18).Select(level =>
            $"  - &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        var yaml = $"settings:\n  bomb:\n  - &a0 []\n{string.Join('\n', levels)}".Replace("  - ", "    - ", StringComparison.Ordinal);

        Assert.NotEmpty(RulesLoader.Load("rules.yaml", yaml).Errors);
    }

    [Fact]
    public void NoMutationOfAFileMakesLoadingThrow()
    {
        var pieces = Gen.OneOf(
            "\t", "\n", "'", "\"", "[", "]", "{", "}", ":", "- ", "&a ", "*a",
            "!!x ", "|", ">", "#", "@", "%", "\\", "\0", "\uFEFF", "\uD800", "(",
            ",", "---\n", "?", "~", "<<: ", "999999999999999999999");
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 12], pieces).Array[1, 6].Sample(
            edits =>
            {
                var yaml = Valid;
                foreach (var (at, removed, inserted) in edits)
                {
                    var start = Math.Min(at, yaml.Length);
                    yaml = yaml[..start] + inserted + yaml[Math.Min(start + removed, yaml.Length)..];
                }

                var result = RulesLoader.Load("rules.yaml", yaml);

                Assert.Equal(result.Errors.Count == 0, result.IsValid);
                Assert.All(result.Errors, error => Assert.True(error is { Line: > 0, Column: > 0 } && error.Message.Length > 0));
            },
            iter: 5_000);
    }
}
