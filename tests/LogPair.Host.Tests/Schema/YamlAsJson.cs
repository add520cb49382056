using System.Globalization;
using System.Text.Json.Nodes;
using LogPair.Processor.Rules.Yaml;
using YamlDotNet.Core;

namespace LogPair.Host.Schema;

/// <summary>A YAML file as an editor hands it to a schema: plain scalars have the types of YAML 1.2's core schema.</summary>
internal static class YamlAsJson
{
    /// <returns>Null for an empty file, and for one that is no YAML.</returns>
    public static JsonNode? Read(string yaml) => YamlReader.Read(yaml, []) is { } root ? Convert(root) : null;

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Convert(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Convert)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { Style: ScalarStyle.Plain } plain => Plain(plain.Value),
        YamlScalar scalar => JsonValue.Create(scalar.Value),
        _ => throw new NotSupportedException(),
    };

    private static JsonValue Plain(string text) => text switch
    {
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
