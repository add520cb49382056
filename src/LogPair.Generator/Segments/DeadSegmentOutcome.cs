namespace LogPair.Generator.Segments;

/// <summary>What became of a segment without a seal that is not ours.</summary>
internal enum DeadSegmentOutcome
{
    /// <summary>Its writer is gone; it is sealed now.</summary>
    Sealed,

    /// <summary>Somebody has sealed or deleted it meanwhile.</summary>
    WasDealtWith,

    /// <summary>Its writer lives, in this process or another one.</summary>
    IsAlive,

    /// <summary>File locks do not work here, so nobody can tell.</summary>
    Unknown,
}
