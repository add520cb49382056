using System.Text.Json.Nodes;
using LogPair.Processor.Framing;
using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing.Wrapping;
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
        "wrapper" => Choice(LineWrappers.ByName.Keys, "What a container runtime puts around lines."),
        "encoding" => Choice(TextEncodings.ByName.Keys, "How characters are bytes; auto goes by the byte order mark."),
        "multiline" => Multiline(),
        _ => null,
    };

    private static JsonObject Choice(IEnumerable<string> names, string description) => new()
    {
        ["enum"] = SchemaNodes.Names(names),
        ["description"] = description,
    };

    private static JsonObject Multiline() => new()
    {
        ["description"] = "Which lines are one event: a kind of traces by name, or a mapping. Left out, every line is one.",
        ["anyOf"] = SchemaNodes.Any(
            new JsonObject { ["enum"] = SchemaNodes.Names(LineJoins.Names) },
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = SchemaNodes.Properties(MultilineReader.Keys, DescribeMultiline),
                ["additionalProperties"] = false,
            }),
    };

    private static JsonObject? DescribeMultiline(string key) => key switch
    {
        "traces" => Choice(LineJoins.Names, "A kind of traces by name."),
        "start" => SchemaNodes.Reference("scalar", "A regular expression: a line that matches begins an event."),
        "continuation" => SchemaNodes.Reference("scalar", "A regular expression: a line that matches continues one."),
        "indent" => new JsonObject { ["enum"] = new JsonArray(true, "true"), ["description"] = "Indented lines continue an event." },
        "flushAfter" => SchemaNodes.Reference("scalar", "How long the last event waits for more lines, such as 1s."),
        "maxLines" => SchemaNodes.Whole(1, MultilineReader.MostLines, "Most lines of one event."),
        _ => null,
    };
}
