namespace LogPair.Processor.Pipeline.Joining;

/// <summary>Why an event was ended before its lines were.</summary>
internal enum CutReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>More lines than the input allows.</summary>
    MaxLines,

    /// <summary>From its first byte to its last there are more than the longest line may have.</summary>
    MaxBytes,

    /// <summary>The rest of a line that a runtime has cut did not come.</summary>
    Timeout,
}
