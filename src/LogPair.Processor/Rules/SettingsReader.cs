using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>settings</c> section without knowing what it means.</summary>
internal sealed class SettingsReader
{
    // Aliases can make a small file mean very much.
    private const int MaxNodes = 10_000;

    /// <summary>Between the parts of a key, as in .NET's configuration.</summary>
    private const char Separator = ':';

    private readonly Dictionary<string, SettingScalar> _settings = new(StringComparer.Ordinal);
    private int _nodes;

    public static IReadOnlyDictionary<string, SettingScalar> Read(YamlNode node, RulesFile file)
    {
        var reader = new SettingsReader();
        if (file.Mapping(node, "settings") is { } mapping) reader.Add("", mapping);
        if (reader._nodes > MaxNodes) file.Error(node.Position, $"settings has more than {MaxNodes} values");
        return reader._settings;
    }

    private void Add(string key, YamlNode node)
    {
        if (++_nodes > MaxNodes) return;

        switch (node)
        {
            case YamlScalar { IsNull: false } scalar:
                _settings[key] = new SettingScalar(scalar.Value, scalar.Position.Line, scalar.Position.Column);
                break;
            case YamlList list:
                for (var i = 0; i < list.Items.Count && _nodes <= MaxNodes; i++) Add(Join(key, $"{i}"), list.Items[i]);
                break;
            case YamlMapping mapping:
                foreach (var (name, value) in mapping.Entries) Add(Join(key, name.Value), value);
                break;
        }
    }

    private static string Join(string key, string part) => key.Length == 0 ? part : key + Separator + part;
}
