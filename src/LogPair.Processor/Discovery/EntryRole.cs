namespace LogPair.Processor.Discovery;

/// <summary>What a name on the volume stands for.</summary>
internal enum EntryRole
{
    /// <summary>A segment under the name that its writer gave it.</summary>
    Live,

    /// <summary>A segment, or a copy of one, under the name that it got when it was rolled.</summary>
    Rolled,

    /// <summary>The same, compressed.</summary>
    Compressed,

    /// <summary>What a generator says of a finished segment.</summary>
    Seal,
}
