namespace LogPair.Processor.Rules.Yaml;

/// <summary>A list.</summary>
internal sealed class YamlList(YamlPosition position, IReadOnlyList<YamlNode> items) : YamlNode(position)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Description => "a list";
}
