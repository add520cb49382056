namespace LogPair.Processor.Parsing;

/// <summary>What became of a line. Everything but <see cref="Parsed"/> is a reason, counted by name.</summary>
internal enum ParseOutcome
{
    Parsed,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>Not an object of the line's format, for example plain text among JSON lines.</summary>
    NotAnObject,

    /// <summary>Begins as JSON but breaks its grammar.</summary>
    InvalidJson,

    /// <summary>Nested deeper than <see cref="JsonText.MaxDepth"/>.</summary>
    TooDeep,
}
