namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What the text of a group becomes.</summary>
internal enum PatternFieldKind
{
    /// <summary>A number if it is written as one, else text.</summary>
    AsWritten,

    /// <summary>A whole number, the fraction cut off; missing if there is none: grok's <c>:int</c>.</summary>
    Integer,

    /// <summary>A number; missing if there is none: grok's <c>:float</c>.</summary>
    Number,
}
