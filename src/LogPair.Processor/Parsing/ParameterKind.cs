namespace LogPair.Processor.Parsing;

/// <summary>What is said about a format, as YAML.</summary>
internal enum ParameterKind
{
    /// <summary>A single value.</summary>
    Text,

    /// <summary>A list of single values.</summary>
    List,

    /// <summary>A mapping from names to single values.</summary>
    Map,

    /// <summary>true or false.</summary>
    Flag,
}
