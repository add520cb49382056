namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What a step of a compiled pattern does.</summary>
internal enum InstructionKind : byte
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Takes bytes as they are.</summary>
    Literal,

    /// <summary>Takes one character of a set.</summary>
    Set,

    /// <summary>Takes as many characters of a set as there are, and fewer if need be.</summary>
    Run,

    /// <summary>Tries one way, then the other.</summary>
    Split,

    /// <summary>Remembers the place.</summary>
    Save,

    /// <summary>Asks something of the place.</summary>
    Assert,
}
