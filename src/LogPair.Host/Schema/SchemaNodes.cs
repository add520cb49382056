using System.Text.Json.Nodes;

namespace LogPair.Host.Schema;

/// <summary>Small pieces of a schema.</summary>
internal static class SchemaNodes
{
    public static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    /// <summary>A reference with a description of its own.</summary>
    public static JsonObject Reference(string definition, string description) => new()
    {
        ["$ref"] = $"#/$defs/{definition}",
        ["description"] = description,
    };

    public static JsonArray Names(params IEnumerable<string> names) => new([.. names.Select(name => (JsonNode?)name)]);

    /// <summary>A list of schemas, of which a value must fulfil one.</summary>
    public static JsonArray Any(params IEnumerable<JsonObject> schemas) => new([.. schemas]);

    /// <summary>A schema for each key; one that nobody describes here takes any value and points to the page.</summary>
    public static JsonObject Properties(IEnumerable<string> keys, Func<string, JsonObject?> describe)
    {
        var properties = new JsonObject();
        foreach (var key in keys) properties[key] = describe(key) ?? new JsonObject { ["description"] = "See docs/rules.md." };
        return properties;
    }

    /// <summary>A whole number, written as one or as text.</summary>
    public static JsonObject Whole(int least, int most, string description) => new()
    {
        ["type"] = Names("integer", "string"),
        ["minimum"] = least,
        ["maximum"] = most,
        ["pattern"] = "^[0-9]+$",
        ["description"] = description,
    };
}
