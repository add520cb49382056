namespace LogPair.Processor.Rules.Yaml;

/// <summary>A key of a mapping with its value.</summary>
internal readonly record struct YamlEntry(YamlScalar Key, YamlNode Value);
