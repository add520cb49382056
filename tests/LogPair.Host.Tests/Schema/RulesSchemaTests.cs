using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LogPair.Host.Configuration;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;
using LogPair.Testing;

namespace LogPair.Host.Schema;

/// <summary>Holds docs/rules.schema.json to the code, and to the rules files that there are.</summary>
public sealed class RulesSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(SchemaText.Of(RulesSchema.Create()));

    private static readonly string CaseFolder = Repository.Path("tests/LogPair.Processor.Tests/Rules/Cases");

    // Bad ones that a schema cannot see: what is wrong is within an expression, in YAML itself, or between two keys.
    private static readonly string[] BeyondASchema =
    [
        "expression-positions", "foreign-words", "init-without-labels", "metric-families", "paths", "warnings", "yaml-aliases",
        "yaml-at-sign", "yaml-duplicate-keys", "yaml-open-brace", "yaml-open-quote", "yaml-quote-first", "yaml-tab",
        "yaml-tab-before-item", "yaml-two-documents",
    ];

    private static readonly string[] Invalid = ["names-and-numbers", "unknown-names", "yaml-scalar", "yaml-wrong-shapes"];

    public static TheoryData<string> InvalidCases => [.. Invalid];

    [Fact]
    public void ThePublishedSchemaIsTheOneThatTheCodeMakes() =>
        // Mend it with: logpair check --schema > docs/rules.schema.json
        Assert.Equal(File.ReadAllText(Repository.Path("docs/rules.schema.json")), SchemaText.Of(RulesSchema.Create()));

    [Fact]
    public void ItIsASchemaOfItsDraft()
    {
        using var schema = JsonDocument.Parse(SchemaText.Of(RulesSchema.Create()));

        Assert.True(MetaSchemas.Draft202012.Evaluate(schema.RootElement).IsValid);
    }

    [Fact]
    public void ItKnowsTheKeysThatTheReadersKnowAndNoOthers()
    {
        var schema = RulesSchema.Create();

        Assert.Equal(RulesLoader.Keys, KeysOf(schema));
        Assert.Equal(InputsReader.Keys, KeysOf(schema["$defs"]!["input"]!));
        Assert.Equal(MetricKeys.All, KeysOf(schema["$defs"]!["metric"]!));
        Assert.Equal(
            SettingTable.All.Where(setting => setting.IsAllowedInFile).Select(setting => setting.Name),
            KeysOf(schema["properties"]!["settings"]!));
        var formats = schema["$defs"]!["format"]!["anyOf"]!.AsArray().OfType<JsonObject>().ToList();
        Assert.Equal(
            LineFormats.All.Select(format => (format.Name, string.Join(',', format.Parameters.Select(parameter => parameter.Name)))),
            formats.Where(format => format.ContainsKey("properties")).Select(format => (KeysOf(format).Single(), string.Join(',', ParametersOf(format)))));
    }

    // The other way round: a key of the schema that the readers refuse would be found here, too.
    [Fact]
    public void NoReaderRefusesAKeyOfIt()
    {
        var schema = RulesSchema.Create();
        var metric = string.Join(", ", KeysOf(schema["$defs"]!["metric"]!).Select(key => $"{key}: 1"));
        var input = string.Join(", ", KeysOf(schema["$defs"]!["input"]!).Select(key => $"{key}: 1"));

        var errors = RulesLoader.Load("rules.yaml", $"inputs: [{{ {input} }}]\nmetrics: [{{ {metric} }}]\nsettings: {{}}\n").Errors;

        Assert.DoesNotContain(errors, error => error.Message.StartsWith("there is no key", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryFileThatIsRightIsValid()
    {
        var page = File.ReadAllText(Repository.Path("docs/rules.md"));
        var examples = page.Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])
            .Where(example => example.StartsWith("inputs:", StringComparison.Ordinal) || example.StartsWith("metrics:", StringComparison.Ordinal));
        string[] files = [.. examples, Demo.DemoRules.Yaml, BuiltInRules.Yaml, File.ReadAllText(Repository.Path("docker/rules.yaml")), "", "metrics: []", "inputs:"];

        Assert.All(files, yaml =>
        {
            Assert.Empty(RulesLoader.Load("rules.yaml", yaml).Errors);
            Assert.True(IsValid(yaml), yaml);
        });
    }

    [Theory]
    [MemberData(nameof(InvalidCases))]
    public void AFileOfTheWrongShapeIsNotValid(string name) =>
        Assert.False(IsValid(File.ReadAllText(Path.Combine(CaseFolder, $"{name}.yaml"))));

    // A new case belongs into one of the lists: right files must be valid, whatever else they are.
    [Fact]
    public void EveryCaseFileIsListedOrValid()
    {
        var cases = Directory.GetFiles(CaseFolder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Except(Invalid).Except(BeyondASchema);

        Assert.All(cases, name =>
        {
            var yaml = File.ReadAllText(Path.Combine(CaseFolder, $"{name}.yaml"));
            Assert.Equal(RulesLoader.Load(name, yaml).Errors.Count == 0, IsValid(yaml));
        });
    }

    [Theory]
    [InlineData("metrics: [{ name: a, type: gauge }]")]
    [InlineData("metrics: [{ name: a, type: histogram, value: V, buckets: { linear: { start: 1, width: 2 } } }]")]
    [InlineData("metrics: [{ name: a, type: counter, buckets: [1] }]")]
    [InlineData("metrics: [{ name: a, type: counter, maxSeries: 0 }]")]
    [InlineData("metrics: [{ name: logpair_a, type: counter }]")]
    [InlineData("metrics: [{ name: a, type: counter, labels: { le: A } }]")]
    [InlineData("inputs: [{ path: a, format: { clef: { a: b } } }]")]
    [InlineData("inputs: [{ format: clef }]")]
    [InlineData("settings: { lane: 2 }")]
    [InlineData("- a")]
    public void WhatTheLoaderRefusesForItsShapeIsNotValid(string yaml)
    {
        var settings = new SettingsFile("rules.yaml", RulesLoader.Load("rules.yaml", yaml).Settings);

        Assert.True(RulesLoader.Load("rules.yaml", yaml).Errors.Count + settings.Problems.Count > 0);
        Assert.False(IsValid(yaml));
    }

    private static bool IsValid(string yaml)
    {
        using var instance = JsonDocument.Parse(YamlAsJson.Read(yaml)?.ToJsonString() ?? "null");
        return Schema.Evaluate(instance.RootElement).IsValid;
    }

    private static IEnumerable<string> KeysOf(JsonNode schema) => schema["properties"]!.AsObject().Select(property => property.Key);

    private static IEnumerable<string> ParametersOf(JsonNode format)
    {
        var said = format["properties"]!.AsObject().Single().Value!;
        return said["anyOf"]?.AsArray().FirstOrDefault(choice => choice!["properties"] is not null) is { } parameters ? KeysOf(parameters) : [];
    }
}
