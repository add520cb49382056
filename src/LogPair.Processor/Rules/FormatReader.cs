using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads <c>format</c>: a name, or a name with what there is to say about it.</summary>
internal static class FormatReader
{
    /// <param name="node">Null for the default.</param>
    /// <param name="file">Gets the errors.</param>
    /// <returns>The default if there are errors.</returns>
    public static ILineFormat Read(YamlNode? node, RulesFile file)
    {
        switch (node)
        {
            case null:
                return LineFormats.Default;
            case YamlMapping { Entries: [var (name, said)] }:
                return Find(name, file) is { } definition ? Create(definition, name, said, file) : LineFormats.Default;
            case YamlScalar { IsNull: false } name:
                return Find(name, file) is { } simple ? Create(simple, name, said: null, file) : LineFormats.Default;
            default:
                file.Error(node.Position, $"format cannot be {node.Description}",
                    "Write a name, such as format: logfmt, or one name with its parameters, such as format: { csv: { header: true } }.");
                return LineFormats.Default;
        }
    }

    private static FormatDefinition? Find(YamlScalar name, RulesFile file)
    {
        var definition = LineFormats.Find(name.Value);
        if (definition is null)
        {
            file.Error(name.Position, $"there is no format {name.Value}",
                NearestName.Hint(name.Value, LineFormats.All.Select(format => format.Name)));
        }

        return definition;
    }

    private static ILineFormat Create(FormatDefinition definition, YamlScalar name, YamlNode? said, RulesFile file)
    {
        var arguments = new FormatArguments();
        var places = new Dictionary<string, YamlPosition>(StringComparer.Ordinal);
        if (!TryRead(definition, said, arguments, places, file)) return LineFormats.Default;

        var missing = definition.Parameters.Where(parameter => parameter.IsRequired && !places.ContainsKey(parameter.Name));
        foreach (var parameter in missing)
        {
            file.Error(name.Position, $"the format {definition.Name} needs {parameter.Name}",
                $"Write format: {{ {definition.Name}: {{ {parameter.Name}: … }} }}.");
            return LineFormats.Default;
        }

        var format = definition.Create(arguments);
        foreach (var (parameter, message, hint) in arguments.Problems)
            file.Error(parameter is not null && places.TryGetValue(parameter, out var at) ? at : name.Position, message, hint);
        return format ?? LineFormats.Default;
    }

    private static bool TryRead(
        FormatDefinition definition, YamlNode? said, FormatArguments arguments, Dictionary<string, YamlPosition> places,
        RulesFile file)
    {
        if (said is null or YamlScalar { IsNull: true }) return true;
        if (definition.Parameters.Count == 0)
        {
            file.Error(said.Position, $"the format {definition.Name} has no parameters", $"Write format: {definition.Name}.");
            return false;
        }

        if (said is not YamlMapping mapping)
        {
            places[definition.Parameters[0].Name] = said.Position;
            return TrySet(definition.Parameters[0], said, arguments, file);
        }

        var nodes = new KeyedNodes(mapping, [.. definition.Parameters.Select(parameter => parameter.Name)], file);
        var isRight = true;
        foreach (var parameter in definition.Parameters)
        {
            if (nodes[parameter.Name] is not { } node) continue;

            places[parameter.Name] = node.Position;
            isRight &= TrySet(parameter, node, arguments, file);
        }

        return isRight;
    }

    private static bool TrySet(FormatParameter parameter, YamlNode node, FormatArguments arguments, RulesFile file)
    {
        object? value = parameter.Kind switch
        {
            ParameterKind.Text => file.Text(node, parameter.Name),
            ParameterKind.List => Texts(file.Items(node, parameter.Name), parameter.Name, file),
            ParameterKind.Map => Pairs(node, parameter.Name, file),
            _ => Flag(node, parameter.Name, file),
        };
        if (value is null) return false;

        arguments.Set(parameter.Name, value);
        return true;
    }

    private static string[]? Texts(IReadOnlyList<YamlNode> items, string what, RulesFile file)
    {
        var texts = items.Select(item => file.Text(item, $"an item of {what}")).OfType<string>().ToArray();
        return texts.Length == items.Count && items.Count > 0 ? texts : null;
    }

    private static KeyValuePair<string, string>[]? Pairs(YamlNode node, string what, RulesFile file)
    {
        if (file.Mapping(node, what) is not { } mapping) return null;

        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in mapping.Entries)
        {
            if (file.Text(value, key.Value) is { } text) pairs.Add(new KeyValuePair<string, string>(key.Value, text));
        }

        return pairs.Count == mapping.Entries.Count ? [.. pairs] : null;
    }

    private static bool? Flag(YamlNode node, string what, RulesFile file)
    {
        if (file.Text(node, what) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;

        file.Error(node.Position, $"{what} must be true or false, not '{text}'");
        return null;
    }
}
