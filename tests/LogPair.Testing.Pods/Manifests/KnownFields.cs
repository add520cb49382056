using System.Text.Json.Nodes;
using k8s;

namespace LogPair.Testing.Pods.Manifests;

/// <summary>Finds every field of an object that is set and that the Pod runner does not implement.</summary>
/// <remarks>It walks the object itself, so that a field of a later Kubernetes is refused as well, and none is ignored silently.</remarks>
internal static class KnownFields
{
    private static readonly Dictionary<string, Dictionary<string, KnownField>> Types = Read();

    /// <summary>Names of the types, for tests of the table itself.</summary>
    public static IReadOnlyDictionary<string, Dictionary<string, KnownField>> Table => Types;

    /// <param name="value">Of a type of KubernetesClient.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns>One sentence a field.</returns>
    public static IReadOnlyList<string> Refuse(object value, string kind)
    {
        var refusals = new List<string>();
        WalkObject(JsonNode.Parse(KubernetesJson.Serialize(value))!.AsObject(), kind, "", refusals);
        return refusals;
    }

    private static void WalkObject(JsonObject value, string type, string path, List<string> refusals)
    {
        var fields = Types[type];
        foreach (var (name, child) in value)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (child is null) continue;
            if (fields.TryGetValue(name, out var field)) WalkField(child, field, at, refusals);
            else refusals.Add($"{at}: the Pod runner does not implement this field.");
        }
    }

    private static void WalkField(JsonNode value, KnownField field, string path, List<string> refusals)
    {
        if (field.IsLeftAlone || field.Shape == FieldShape.Map) return;
        if (field.Shape == FieldShape.List)
        {
            foreach (var (index, item) in value.AsArray().Index()) WalkOne(item!, field, $"{path}[{index}]", refusals);
            return;
        }

        WalkOne(value, field, path, refusals);
    }

    private static void WalkOne(JsonNode value, KnownField field, string path, List<string> refusals)
    {
        if (field.Type is not null) WalkObject(value.AsObject(), field.Type, path, refusals);
        else if (field.Values is { } known && !known.Contains(value.ToString()))
            refusals.Add($"{path}: '{value}' is not implemented by the Pod runner; expected is {Alternatives(known)}.");
    }

    private static string Alternatives(IReadOnlyList<string> values) =>
        string.Join(" or ", values.Select(value => value.Length == 0 ? "nothing" : $"'{value}'"));

    private static Dictionary<string, Dictionary<string, KnownField>> Read()
    {
        using var stream = typeof(KnownFields).Assembly.GetManifestResourceStream("fields.txt")!;
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, Dictionary<string, KnownField>>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var type = line[..colon].TrimStart('+');
            if (!types.TryGetValue(type, out var fields)) types[type] = fields = [];
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word[0] == '+') foreach (var (name, taken) in types[word[1..]]) fields[name] = taken;
                else Add(word, fields);
            }
        }

        return types;
    }

    private static void Add(string word, Dictionary<string, KnownField> fields)
    {
        var isLeftAlone = word.EndsWith('~');
        var (rest, values) = Cut(word.TrimEnd('~'), '=');
        var (name, type) = Cut(rest, ':');
        var shape = name.EndsWith("[]", StringComparison.Ordinal) ? FieldShape.List
            : name.EndsWith('*') ? FieldShape.Map : FieldShape.One;
        fields.Add(name.TrimEnd('[', ']', '*'), new KnownField(type, shape, values?.Split('|'), isLeftAlone));
    }

    private static (string Before, string? After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var index and >= 0 ? (text[..index], text[(index + 1)..]) : (text, null);
}
