using System.Text.Json.Nodes;
using LogPair.Processor.Rules;

namespace LogPair.Host.Schema;

/// <summary>Schema of an item of <c>metrics</c>.</summary>
internal static class MetricSchema
{
    public static JsonObject Create() => new()
    {
        ["type"] = "object",
        ["properties"] = SchemaNodes.Properties(MetricReader.Keys, Describe),
        ["required"] = SchemaNodes.Names("name", "type"),
        ["additionalProperties"] = false,
        ["allOf"] = SchemaNodes.Any(
            Given(["gauge", "histogram"], new JsonObject { ["required"] = SchemaNodes.Names("value") }),
            Given(["counter", "gauge"], new JsonObject { ["properties"] = new JsonObject { ["buckets"] = false } })),
    };

    private static JsonObject? Describe(string key) => key switch
    {
        "name" => Text("Its name for Prometheus. Counters end in _total; logpair_ is LogPair's own.", "^(?!logpair_)[a-zA-Z_:][a-zA-Z0-9_:]*$"),
        "type" => new JsonObject { ["enum"] = SchemaNodes.Names(MetricReader.TypeNames), ["description"] = "What kind of metric it is." },
        "help" => SchemaNodes.Reference("scalar", "One sentence for people: what is counted or measured."),
        "where" => SchemaNodes.Reference("expression", "The record counts if this is true. Left out, every record does."),
        "value" => SchemaNodes.Reference("expression", "What is added, set or observed. A counter without it counts one."),
        "labels" => Labels(),
        "buckets" => Buckets(),
        "maxSeries" => Whole(1, MetricReader.LargestMaxSeries, "Most series; beyond it, records go to one whose labels all read other. Default 1000."),
        "init" => new JsonObject
        {
            ["type"] = "array",
            ["description"] = "Series that exist, at zero, from the first scrape: each with a value for every label.",
            ["items"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaNodes.Reference("scalar") },
        },
        _ => null,
    };

    private static JsonObject Labels() => new()
    {
        ["type"] = "object",
        ["description"] = "Label name to expression. Every combination of values is a series: keep them few.",
        ["propertyNames"] = new JsonObject { ["pattern"] = "^(?!__|le$|quantile$)[a-zA-Z_][a-zA-Z0-9_]*$" },
        ["additionalProperties"] = SchemaNodes.Reference("expression"),
        ["maxProperties"] = LabelsReader.MaxCount,
    };

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
                    ["count"] = Whole(1, BucketsReader.MaxCount, "How many buckets."),
                },
                ["required"] = SchemaNodes.Names("start", step, "count"),
                ["additionalProperties"] = false,
            },
        },
        ["required"] = SchemaNodes.Names(kind),
        ["additionalProperties"] = false,
    };

    private static JsonObject Whole(int least, int most, string description) => new()
    {
        ["type"] = SchemaNodes.Names("integer", "string"),
        ["minimum"] = least,
        ["maximum"] = most,
        ["pattern"] = "^[0-9]+$",
        ["description"] = description,
    };

    private static JsonObject Text(string description, string pattern) =>
        new() { ["type"] = "string", ["pattern"] = pattern, ["description"] = description };

    private static JsonObject Given(IEnumerable<string> types, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["properties"] = new JsonObject { ["type"] = new JsonObject { ["enum"] = SchemaNodes.Names(types) } }, ["required"] = SchemaNodes.Names("type") },
        ["then"] = then,
    };
}
