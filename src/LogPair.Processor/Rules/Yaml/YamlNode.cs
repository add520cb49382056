namespace LogPair.Processor.Rules.Yaml;

/// <summary>A value of a YAML file, with its place.</summary>
internal abstract class YamlNode(YamlPosition position)
{
    /// <summary>Of its first character, opening quotes included.</summary>
    public YamlPosition Position { get; } = position;

    /// <summary>What it is called in messages.</summary>
    public abstract string Description { get; }
}
