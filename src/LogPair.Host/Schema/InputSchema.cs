using System.Text.Json.Nodes;
using LogPair.Processor.Rules;

namespace LogPair.Host.Schema;

/// <summary>Schema of an item of <c>inputs</c>.</summary>
internal static class InputSchema
{
    public static JsonObject Create() => new()
    {
        ["type"] = "object",
        ["properties"] = SchemaNodes.Properties(InputsReader.Keys, Describe),
        ["required"] = SchemaNodes.Names("path"),
        ["additionalProperties"] = false,
    };

    private static JsonObject? Describe(string key) => key switch
    {
        "path" => SchemaNodes.Reference("scalar", "A file, a directory, or a pattern with * and ** such as /var/log/app/*.log."),
        "format" => SchemaNodes.Reference("format", "How lines are read: a name, or one name with what there is to say about it."),
        _ => null,
    };
}
