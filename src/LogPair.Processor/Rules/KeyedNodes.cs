using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>The values of a mapping that has a fixed set of keys.</summary>
internal sealed class KeyedNodes
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);

    /// <param name="mapping">Keys that are not known are reported.</param>
    /// <param name="known">All keys that there are.</param>
    /// <param name="file">Gets the errors.</param>
    public KeyedNodes(YamlMapping mapping, IReadOnlyList<string> known, RulesFile file)
    {
        foreach (var (key, value) in mapping.Entries)
        {
            if (known.Contains(key.Value)) _nodes.Add(key.Value, value);
            else file.Error(key.Position, $"there is no key {key.Value} here", UnknownKeyHint(key.Value, known));
        }
    }

    /// <summary>The value of <paramref name="key"/>, or null if it is absent.</summary>
    public YamlNode? this[string key] => _nodes.GetValueOrDefault(key);

    private static string UnknownKeyHint(string key, IReadOnlyList<string> known) =>
        key == "<<"
            ? "Merge keys are not supported; an alias can stand for a whole value."
            : NearestName.Hint(key, known);
}
