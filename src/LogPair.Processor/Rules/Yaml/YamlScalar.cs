using YamlDotNet.Core;

namespace LogPair.Processor.Rules.Yaml;

/// <summary>A single value. Everything is text here; the reader decides what it must look like.</summary>
internal sealed class YamlScalar(YamlPosition position, string value, ScalarStyle style) : YamlNode(position)
{
    public string Value { get; } = value;

    public ScalarStyle Style { get; } = style;

    /// <summary>Nothing, or one of YAML's words for it, without quotes.</summary>
    public bool IsNull =>
        Style is ScalarStyle.Plain or ScalarStyle.Any && Value is "" or "~" or "null" or "Null" or "NULL";

    public override string Description => IsNull ? "nothing" : $"'{Value}'";
}
