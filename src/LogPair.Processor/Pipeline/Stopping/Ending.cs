namespace LogPair.Processor.Pipeline.Stopping;

/// <summary>How a processor ends.</summary>
internal enum Ending
{
    /// <summary>Somebody waits for the end: read to the end of every file and save.</summary>
    Drain,

    /// <summary>As <see cref="Drain"/>; then wait, bounded, until a scrape has seen the final values.</summary>
    DrainAndLinger,

    /// <summary>Another processor goes on at once with the same state: finish the batches in hand and save.</summary>
    HandOver,
}
