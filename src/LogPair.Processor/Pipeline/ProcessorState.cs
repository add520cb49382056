namespace LogPair.Processor.Pipeline;

/// <summary>Where a processor is in its life.</summary>
internal enum ProcessorState
{
    /// <summary>The checkpoint is not read yet: there is nothing to show.</summary>
    Restoring,

    /// <summary>
    /// The last checkpoint is damaged, and an earlier one is being brought up to it from the files: showing it would make
    /// counters fall.
    /// </summary>
    Recounting,

    /// <summary>Reading what was there at the start.</summary>
    CatchingUp,

    /// <summary>Has read everything that was there at least once.</summary>
    Following,

    /// <summary>Asked to stop: reading what is left.</summary>
    Draining,

    /// <summary>Has read what was left; waits until a scrape has seen it, and reads what is still written.</summary>
    Lingering,

    Stopped,
}
