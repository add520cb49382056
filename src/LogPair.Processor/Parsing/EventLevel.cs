namespace LogPair.Processor.Parsing;

/// <summary>How serious an event is, in Serilog's words: what the level of every format is read as.</summary>
internal enum EventLevel
{
    Verbose,
    Debug,
    Information,
    Warning,
    Error,
    Fatal,
}
