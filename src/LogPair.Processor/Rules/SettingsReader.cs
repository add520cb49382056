using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Reads the <c>settings</c> section without knowing what it means.</summary>
internal static class SettingsReader
{
    /// <summary>Between the parts of a key, as in .NET's configuration.</summary>
    private const char Separator = ':';

    public static IReadOnlyDictionary<string, SettingScalar> Read(YamlNode node, RulesFile file)
    {
        var settings = new Dictionary<string, SettingScalar>(StringComparer.Ordinal);
        if (file.Mapping(node, "settings") is { } mapping) Add("", mapping, settings);
        return settings;
    }

    private static void Add(string key, YamlNode node, Dictionary<string, SettingScalar> settings)
    {
        // Aliases can make a small file mean very many settings.
        const int most = 1000;
        if (settings.Count >= most) return;

        switch (node)
        {
            case YamlScalar { IsNull: false } scalar:
                settings[key] = new SettingScalar(scalar.Value, scalar.Position.Line, scalar.Position.Column);
                break;
            case YamlList list:
                for (var i = 0; i < list.Items.Count; i++) Add($"{key}{Separator}{i}", list.Items[i], settings);
                break;
            case YamlMapping mapping:
                foreach (var (name, value) in mapping.Entries)
                {
                    Add(key.Length == 0 ? name.Value : $"{key}{Separator}{name.Value}", value, settings);
                }

                break;
        }
    }
}
