namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>What an output template puts into a place.</summary>
internal enum HoleKind
{
    Property,
    Timestamp,
    Level,
    Message,

    /// <summary>All properties that are neither in the message nor elsewhere in the template, as a JSON object.</summary>
    Properties,
}
