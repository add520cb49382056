namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A part of a parsed regular expression.</summary>
internal abstract record PatternNode
{
    /// <summary>Whether it can match nothing at all.</summary>
    public abstract bool IsNullable { get; }
}
