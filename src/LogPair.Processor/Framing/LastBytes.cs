namespace LogPair.Processor.Framing;

/// <summary>What becomes of the bytes after the last line feed.</summary>
internal enum LastBytes
{
    /// <summary>They wait for their line feed.</summary>
    Hold,

    /// <summary>Nothing follows: they are a line.</summary>
    AreALine,
}
