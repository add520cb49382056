using System.Text.Json.Nodes;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;

namespace LogPair.Host.Schema;

/// <summary>Schema of <c>format</c>: made of <see cref="LineFormats.All"/>.</summary>
internal static class FormatSchema
{
    public static JsonObject Create() => new()
    {
        ["anyOf"] = SchemaNodes.Any([.. LineFormats.All.Where(CanBeAlone).Select(Name), .. LineFormats.All.Select(Mapping)]),
    };

    private static bool CanBeAlone(FormatDefinition format) => !format.Parameters.Any(parameter => parameter.IsRequired);

    private static JsonObject Name(FormatDefinition format) => new() { ["const"] = format.Name, ["description"] = format.Summary };

    private static JsonObject Mapping(FormatDefinition format) => new()
    {
        ["type"] = "object",
        ["description"] = format.Summary,
        ["properties"] = new JsonObject { [format.Name] = Said(format) },
        ["required"] = SchemaNodes.Names(format.Name),
        ["additionalProperties"] = false,
    };

    private static JsonObject Said(FormatDefinition format)
    {
        var choices = new List<JsonObject>();
        if (CanBeAlone(format)) choices.Add(new JsonObject { ["type"] = "null" });
        if (format.Parameters is [var first, ..])
        {
            choices.Add(Value(first.Kind));
            choices.Add(Parameters(format));
        }

        return choices is [var only] ? only : new JsonObject { ["anyOf"] = SchemaNodes.Any(choices) };
    }

    private static JsonObject Parameters(FormatDefinition format)
    {
        var parameters = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = SchemaNodes.Properties(
                format.Parameters.Select(parameter => parameter.Name),
                name => Value(format.Parameters.Single(parameter => parameter.Name == name).Kind)),
            ["additionalProperties"] = false,
        };
        var required = format.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).ToList();
        if (required.Count > 0) parameters["required"] = SchemaNodes.Names(required);
        return parameters;
    }

    private static JsonObject Value(ParameterKind kind) => kind switch
    {
        ParameterKind.List => new JsonObject { ["type"] = "array", ["items"] = SchemaNodes.Reference("scalar"), ["minItems"] = 1 },
        ParameterKind.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = SchemaNodes.Reference("scalar") },
        ParameterKind.Flag => new JsonObject { ["enum"] = new JsonArray(true, false, "true", "false") },
        _ => SchemaNodes.Reference("scalar"),
    };
}
