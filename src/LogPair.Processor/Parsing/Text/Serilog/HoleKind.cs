namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>What an output template puts into a place.</summary>
internal enum HoleKind
{
    Property,
    Timestamp,
    Level,
    Message,

    /// <summary>All properties that stand neither in the message nor elsewhere in the template, as JSON.</summary>
    Properties,
}
