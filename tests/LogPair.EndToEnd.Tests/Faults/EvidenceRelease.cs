namespace LogPair.EndToEnd.Tests.Faults;

/// <summary>When the evidence lets go of a file that was deleted.</summary>
internal enum EvidenceRelease
{
    /// <summary>At once: the writer deletes only what it has finished.</summary>
    WhenDeleted,

    /// <summary>When the rotator says so: the writer may go on writing to a file without a name.</summary>
    WhenTold,
}
