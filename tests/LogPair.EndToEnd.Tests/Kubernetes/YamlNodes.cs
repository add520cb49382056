using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LogPair.Testing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace LogPair.EndToEnd.Tests.Kubernetes;

/// <summary>YAML as trees that can be compared. Scalars are texts, whatever they were quoted as: the schema check knows types.</summary>
internal static partial class YamlNodes
{
    public static JsonNode File(string file) => Assert.Single(Documents(System.IO.File.ReadAllText(Repository.Path(file))));

    public static IEnumerable<JsonNode> Documents(string yaml)
    {
        var parser = new MergingParser(new Parser(new StringReader(yaml)));
        var deserializer = new DeserializerBuilder().Build();
        var serializer = new SerializerBuilder().JsonCompatible().Build();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            if (deserializer.Deserialize<object?>(parser) is { } document)
                yield return JsonNode.Parse(serializer.Serialize(document))!;
        }
    }

    /// <summary>The same tree with what may differ between two ways of rendering taken out: order, hashes in names, namespaces.</summary>
    public static JsonNode? Normalized(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map
            .Where(member => member.Value is not null)
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Normalized(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Normalized).OrderBy(NameOf, StringComparer.Ordinal)]),
        JsonValue value => JsonValue.Create(NameHash().Replace(value.ToString(), "$1").Replace("\n", "", StringComparison.Ordinal)),
        _ => null,
    };

    // Lists whose elements have no name keep their order: the sort is stable.
    private static string NameOf(JsonNode? element) => element is JsonObject map && map["name"] is { } name ? name.ToString() : "";

    [GeneratedRegex("^(logpair-(?:rules|web))-[a-z0-9]{10}$")]
    private static partial Regex NameHash();
}
