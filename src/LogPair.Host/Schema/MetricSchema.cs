using System.Text.Json.Nodes;
using LogPair.Processor.Rules;

namespace LogPair.Host.Schema;

/// <summary>Schema of an item of <c>metrics</c>.</summary>
internal static class MetricSchema
{
    public static JsonObject Create() => new()
    {
        ["type"] = "object",
        ["properties"] = SchemaNodes.Properties(MetricKeys.All, Describe),
        ["required"] = SchemaNodes.Names("name", "type"),
        ["additionalProperties"] = false,
        ["allOf"] = SchemaNodes.Any(
            [
                Given(["gauge", "histogram", "summary", "distinct"], new JsonObject { ["required"] = SchemaNodes.Names("value") }),
                .. Enum.GetValues<MetricType>().Select(WithoutKeysOfOthers),
            ]),
    };

    private static JsonObject? Describe(string key) => key switch
    {
        "name" => Text("Its name for Prometheus. Counters end in _total; logpair_ is LogPair's own.", "^(?!logpair_)[a-zA-Z_:][a-zA-Z0-9_:]*$"),
        "type" => new JsonObject { ["enum"] = SchemaNodes.Names(MetricKeys.Types), ["description"] = "What kind of metric it is." },
        "help" => SchemaNodes.Reference("scalar", "One sentence for people: what is counted or measured."),
        "where" => SchemaNodes.Reference("expression", "The record counts if this is true. Left out, every record does."),
        "value" => SchemaNodes.Reference("expression", "What is added, set or observed. A counter without it counts one."),
        "labels" => Labels("Label name to expression. Every combination of values is a series: keep them few."),
        "buckets" => Buckets(),
        "maxSeries" => SchemaNodes.Whole(1, MetricReader.LargestMaxSeries, "Most series; beyond it, records go to one whose labels all read other. Default 1000."),
        "init" => new JsonObject
        {
            ["type"] = "array",
            ["description"] = "Series that exist, at zero, from the first scrape: each with a value for every label.",
            ["items"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaNodes.Reference("scalar") },
        },
        "action" => new JsonObject
        {
            ["enum"] = SchemaNodes.Names(MetricKeys.Actions),
            ["description"] = "What becomes of a gauge's value: set by the latest event (the default), added to, or the least or greatest kept.",
        },
        "quantiles" => new JsonObject
        {
            ["type"] = "array",
            ["items"] = SchemaNodes.Reference("number"),
            ["minItems"] = 1,
            ["description"] = "Of a summary, each between 0 and 1.",
        },
        "window" => SchemaNodes.Reference("scalar", "How far back a summary's quantiles look, such as 10m."),
        "k" => SchemaNodes.Whole(1, MetricReader.LargestK, "How many of the heaviest label values are series."),
        "exemplars" => SchemaNodes.Reference("expression", "true for the event's trace id, or an expression that gives one."),
        "expireAfter" => SchemaNodes.Reference("scalar", "never, or how long a series stays that is not measured, such as 1h."),
        _ => null,
    };

    public static JsonObject Labels(string description) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["propertyNames"] = new JsonObject { ["pattern"] = "^(?!__|le$|quantile$)[a-zA-Z_][a-zA-Z0-9_]*$" },
        ["additionalProperties"] = new JsonObject { ["anyOf"] = SchemaNodes.Any(SchemaNodes.Reference("expression"), Label()) },
        ["maxProperties"] = LabelsReader.MaxCount,
    };

    private static JsonObject Label() => new()
    {
        ["type"] = "object",
        ["properties"] = SchemaNodes.Properties(MetricKeys.Label, DescribeLabel),
        ["additionalProperties"] = false,
    };

    private static JsonObject? DescribeLabel(string key) => key switch
    {
        "value" => SchemaNodes.Reference("expression", "What the label reads."),
        "env" => SchemaNodes.Reference("scalar", "The environment variable that it reads, once, at the start."),
        "text" => SchemaNodes.Reference("scalar", "What it always reads."),
        "map" => new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = SchemaNodes.Reference("scalar"),
            ["description"] = "Value to what it reads instead.",
        },
        "closed" => new JsonObject
        {
            ["type"] = "array",
            ["items"] = SchemaNodes.Reference("scalar"),
            ["description"] = "All values that there are; any other reads the default.",
        },
        "default" => SchemaNodes.Reference("scalar", "What it reads if there is no value, or one that is not listed."),
        _ => null,
    };

    private static JsonObject WithoutKeysOfOthers(MetricType type)
    {
        var keys = MetricKeys.Common.Concat(MetricKeys.OfType[type]);
        if (type == MetricType.TopK) keys = keys.Except(MetricKeys.NotOfTopK);
        var others = new JsonObject();
        foreach (var key in MetricKeys.All.Except(keys)) others[key] = false;
        return Given([MetricKeys.Types[(int)type]], new JsonObject { ["properties"] = others });
    }

    private static JsonObject Buckets() => new()
    {
        ["description"] = "Upper bounds of a histogram's buckets, increasing, or a rule that makes them. +Inf is always there.",
        ["anyOf"] = SchemaNodes.Any(
            new JsonObject { ["type"] = "array", ["items"] = SchemaNodes.Reference("number"), ["minItems"] = 1, ["maxItems"] = BucketsReader.MaxCount },
            Growing("linear", "width"),
            Growing("exponential", "factor")),
    };

    private static JsonObject Growing(string kind, string step) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [kind] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["start"] = SchemaNodes.Reference("number"),
                    [step] = SchemaNodes.Reference("number"),
                    ["count"] = SchemaNodes.Whole(1, BucketsReader.MaxCount, "How many buckets."),
                },
                ["required"] = SchemaNodes.Names("start", step, "count"),
                ["additionalProperties"] = false,
            },
        },
        ["required"] = SchemaNodes.Names(kind),
        ["additionalProperties"] = false,
    };

    private static JsonObject Text(string description, string pattern) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };

    private static JsonObject Given(IEnumerable<string> types, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["enum"] = SchemaNodes.Names(types) } }, ["required"] = SchemaNodes.Names("type") },
        ["then"] = then,
    };
}
