namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>What a checkpoint survives.</summary>
internal enum Durability
{
    /// <summary>
    /// The death of the process, by whatever cause: the kernel has every byte. Enough for an emptyDir, which does not
    /// outlive its node.
    /// </summary>
    Process,

    /// <summary>A power cut too: every checkpoint is synced to the disk before anything in it is shown.</summary>
    Power,
}
