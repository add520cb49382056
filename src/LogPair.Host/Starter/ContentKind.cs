namespace LogPair.Host.Starter;

/// <summary>What the values of a field are.</summary>
internal enum ContentKind
{
    Text,
    Number,
    Boolean,

    /// <summary>Text with a unit of time: <c>1.2ms</c>, <c>00:00:01.5</c>.</summary>
    Duration,

    /// <summary>Text with a unit of size: <c>10MB</c>.</summary>
    Bytes,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>Lists and objects.</summary>
    Structure,
}
