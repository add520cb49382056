using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>inputs</c> section.</summary>
internal static class InputsReader
{
    /// <summary>What an input may say.</summary>
    public static readonly IReadOnlyList<string> Keys = ["path", "format"];

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
        if (nodes["path"] is not { } path)
        {
            file.Error(mapping.Position, "path is missing",
                "Give a file, a directory, or a pattern such as /var/log/app/*.log.");
            return null;
        }

        return file.Text(path, "path") is { } text ? new InputRule { Path = text, Format = format } : null;
    }
}
