namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>What came of reading one record of a checkpoint.</summary>
internal enum RecordOutcome
{
    Read,

    /// <summary>The checkpoint ends with a whole record.</summary>
    End,

    /// <summary>The last record is cut short: the process was killed while it was being written.</summary>
    Torn,

    /// <summary>The length or the checksum does not fit: the file was changed or the disk is failing.</summary>
    Damaged,
}
