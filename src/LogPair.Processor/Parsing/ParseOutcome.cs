namespace LogPair.Processor.Parsing;

/// <summary>What became of a line. Everything after <see cref="Header"/> is a reason why not, counted by name.</summary>
internal enum ParseOutcome
{
    Parsed,

    /// <summary>Not a record, nor about records: a comment.</summary>
    Comment,

    /// <summary>Not a record: it says how those that follow are to be read.</summary>
    Header,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>Not an object of the line's format, for example plain text among JSON lines.</summary>
    NotAnObject,

    /// <summary>Begins as JSON but breaks its grammar.</summary>
    InvalidJson,

    /// <summary>Nested deeper than <see cref="JsonText.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>Not of the shape that its format has.</summary>
    Mismatch,

    /// <summary>A pattern would have cost more than is granted for one line.</summary>
    TooCostly,
}
