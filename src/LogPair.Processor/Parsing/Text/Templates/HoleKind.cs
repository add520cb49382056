namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>What a template puts into a place.</summary>
internal enum HoleKind
{
    Property,
    Timestamp,

    /// <summary>In a spelling that is known.</summary>
    Level,
    Message,

    /// <summary>All properties that stand neither in the message nor elsewhere in the template, as JSON.</summary>
    Properties,

    /// <summary>Without white space; a level of any name, for example.</summary>
    Word,

    /// <summary>A level in a spelling that is known, in capitals and not cut short.</summary>
    CapitalLevel,

    /// <summary>Something in square brackets, without the closing one.</summary>
    Bracketed,

    /// <summary>A number of a trace or a span.</summary>
    HexNumber,

    /// <summary>Nothing but spaces.</summary>
    Blank,
}
