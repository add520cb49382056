namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Where a processor begins.</summary>
internal enum RestoreOutcome
{
    /// <summary>There was no checkpoint: this is a new life.</summary>
    None,

    /// <summary>Every checkpoint was damaged or of another version: a new life, and the log says what of the old is lost.</summary>
    Lost,

    /// <summary>The last checkpoint: what was served is in it.</summary>
    Whole,

    /// <summary>
    /// An earlier moment, because what came after is damaged: what was served may only be reached by reading on.
    /// </summary>
    Earlier,
}
