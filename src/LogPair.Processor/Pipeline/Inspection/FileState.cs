namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>What a processor is doing with a file.</summary>
internal enum FileState
{
    /// <summary>It is open, and read whenever it grows.</summary>
    Reading,

    /// <summary>It has no matching name any more, and is read to its end.</summary>
    Held,

    /// <summary>It was read to its end and is not open. It is opened again if it grows.</summary>
    Resting,

    /// <summary>It matches an input and is not read.</summary>
    Refused,
}
