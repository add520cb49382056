namespace LogPair.Processor.Pipeline.Committing;

/// <summary>What became of content that went.</summary>
internal enum LeftoverFate
{
    /// <summary>Its file was truncated, or written over.</summary>
    Truncated,

    /// <summary>Its file was not there any more when somebody looked.</summary>
    Vanished,

    /// <summary>What was not read of it is counted as lost: a copy that still comes is not read.</summary>
    Booked,
}
