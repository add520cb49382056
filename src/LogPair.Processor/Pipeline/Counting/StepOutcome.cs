namespace LogPair.Processor.Pipeline.Counting;

/// <summary>How a lane left a segment.</summary>
internal enum StepOutcome
{
    /// <summary>There is more to read at once.</summary>
    More,

    /// <summary>Everything that was there has been looked at; a torn last line waits.</summary>
    AtEnd,

    /// <summary>Its content is of a kind that is not read.</summary>
    Refused,

    /// <summary>Its content was replaced since it was last read; it is read from its start again.</summary>
    Replaced,
}
