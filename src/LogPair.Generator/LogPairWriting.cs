namespace LogPair.Generator;

/// <summary>
/// How lines reach their segment. Either way the kernel has them when the call returns, and a killed process loses
/// none.
/// </summary>
public enum LogPairWriting
{
    /// <summary>One write call for each event: whoever reads the segment sees each line at once.</summary>
    EachEvent,

    /// <summary>
    /// Lines that follow one another within a millisecond wait together, in a file of the volume that is mapped into
    /// memory, for one write call: for 5 ms, or until 60 KiB wait. What a killed process leaves waiting is added to its
    /// segment by whoever seals that: the next start, or another writer of the stream.
    /// </summary>
    Grouped,
}
