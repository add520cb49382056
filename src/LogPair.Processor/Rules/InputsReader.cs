using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>inputs</c> section.</summary>
internal static class InputsReader
{
    /// <summary>What an input may say.</summary>
    public static readonly IReadOnlyList<string> Keys = ["path", "format", "wrapper", "multiline", "encoding"];

    public static IReadOnlyList<InputRule> ReadAll(YamlNode node, RulesFile file)
    {
        var inputs = new List<InputRule>();
        foreach (var item in file.Items(node, "inputs"))
        {
            if (file.Mapping(item, "an input") is { } mapping && Read(mapping, file) is { } input) inputs.Add(input);
        }

        return inputs;
    }

    private static InputRule? Read(YamlMapping mapping, RulesFile file)
    {
        var nodes = new KeyedNodes(mapping, Keys, file);
        var format = FormatReader.Read(nodes["format"], file);
        var reading = new InputReading
        {
            Format = format,
            Wrapper = Choice(nodes["wrapper"], "wrapper", LineWrappers.ByName, file),
            Multiline = nodes["multiline"] is { } multiline ? MultilineReader.Read(multiline, format, file) : null,
            Encoding = Choice(nodes["encoding"], "encoding", TextEncodings.ByName, file) ?? TextEncoding.Auto,
        };
        if (nodes["path"] is not { } path)
        {
            file.Error(mapping.Position, "path is missing",
                "Give a file, a directory, or a pattern such as /var/log/app/*.log.");
            return null;
        }

        if (file.Text(path, "path") is not { } text) return null;
        if (!string.IsNullOrWhiteSpace(text) && !text.Contains('\0')) return new InputRule { Path = text, Reading = reading };

        file.Error(path.Position, "path names no file", "Give a file, a directory, or a pattern such as /var/log/app/*.log.");
        return null;
    }

    private static T? Choice<T>(YamlNode? node, string key, IReadOnlyDictionary<string, T> choices, RulesFile file)
        where T : struct
    {
        if (node is null || file.Text(node, key) is not { } name) return null;
        if (choices.TryGetValue(name, out var choice)) return choice;

        file.Error(node.Position, $"there is no {key} {name}", NearestName.Hint(name, choices.Keys));
        return null;
    }
}
