namespace LogPair.Processor.Rules.Yaml;

/// <summary>A mapping. Its keys are distinct: further ones of a name have been reported and left out.</summary>
internal sealed class YamlMapping(YamlPosition position, IReadOnlyList<YamlEntry> entries) : YamlNode(position)
{
    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Description => "a mapping";
}
