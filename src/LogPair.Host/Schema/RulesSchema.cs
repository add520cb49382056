using System.Text.Json.Nodes;
using LogPair.Host.Configuration;
using LogPair.Processor.Rules;

namespace LogPair.Host.Schema;

/// <summary>The JSON Schema of rules files, for completion and first checks in editors.</summary>
/// <remarks>
/// Made of the tables by which the readers know their keys, so that it knows the same ones. It knows shapes, not meanings:
/// <c>logpair check</c> finds more.
/// </remarks>
internal static class RulesSchema
{
    /// <summary>A new tree, draft 2020-12.</summary>
    public static JsonObject Create() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "LogPair rules",
        ["description"] = "Which files LogPair reads, and which metrics it makes of their lines. 'logpair check' finds more than this schema.",
        ["type"] = SchemaNodes.Names("object", "null"),
        ["properties"] = SchemaNodes.Properties(RulesLoader.Keys, Section),
        ["additionalProperties"] = false,
        ["$defs"] = new JsonObject
        {
            ["scalar"] = new JsonObject { ["type"] = SchemaNodes.Names("string", "number", "boolean") },
            ["number"] = NumberOrText(),
            ["expression"] = new JsonObject
            {
                ["type"] = SchemaNodes.Names("string", "number", "boolean"),
                ["description"] = "An expression in the language of Serilog.Expressions. One that begins with @, a quote, a bracket or a "
                    + "brace needs quotes around all of it.",
            },
            ["input"] = InputSchema.Create(),
            ["format"] = FormatSchema.Create(),
            ["metric"] = MetricSchema.Create(),
        },
    };

    private static JsonObject? Section(string key) => key switch
    {
        "inputs" => ListOf("input", "Which files are read, and how."),
        "labels" => MetricSchema.Labels("Labels of all metrics. A metric's own of the same name counts instead."),
        "limits" => new JsonObject
        {
            ["type"] = SchemaNodes.Names("object", "null"),
            ["description"] = "Bounds of all metrics together.",
            ["properties"] = SchemaNodes.Properties(MetricKeys.Limits, key => key == "series"
                ? SchemaNodes.Reference("number", "Most series of all metrics together.")
                : null),
            ["additionalProperties"] = false,
        },
        "metrics" => ListOf("metric", "What is counted, set or observed. Without any, the built-in rules apply; [] means none."),
        "settings" => new JsonObject
        {
            ["type"] = SchemaNodes.Names("object", "null"),
            ["description"] = "Settings of the processor; flags and environment variables come before them.",
            ["properties"] = SchemaNodes.Properties(
                SettingTable.All.Where(setting => setting.IsAllowedInFile).Select(setting => setting.Name),
                name => Setting(SettingTable.All.Single(setting => setting.Name == name))),
            ["additionalProperties"] = false,
        },
        _ => null,
    };

    private static JsonObject ListOf(string definition, string description) => new()
    {
        ["type"] = SchemaNodes.Names("array", "null"),
        ["description"] = description,
        ["items"] = SchemaNodes.Reference(definition),
    };

    private static JsonObject Setting(Setting setting)
    {
        var description = $"{setting.Help} Expected: {setting.Expected}. Default: {setting.DefaultText}. Also {setting.Variable} or {setting.Flag}.";
        var types = setting.IsList ? SchemaNodes.Names("string", "number", "boolean", "null", "array") : SchemaNodes.Names("string", "number", "boolean", "null");
        var schema = new JsonObject { ["type"] = types, ["description"] = description };
        if (setting.IsList) schema["items"] = SchemaNodes.Reference("scalar");
        return schema;
    }

    private static JsonObject NumberOrText() => new()
    {
        ["type"] = SchemaNodes.Names("number", "string"),
        ["pattern"] = @"^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$",
    };
}
