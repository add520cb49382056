namespace LogPair.Processor.Pipeline.Committing;

/// <summary>Why lines are lost, as the processor itself finds out. Seals add what their generator says.</summary>
internal static class LossReason
{
    /// <summary>Longer than <c>maxLineBytes</c>.</summary>
    public const string TooLong = "too_long";

    /// <summary>The segment was truncated, or its content replaced, before it was read.</summary>
    public const string Truncated = "truncated";

    /// <summary>The segment went before it was read.</summary>
    public const string Vanished = "vanished";

    /// <summary>The last line has no line feed, and its writer is gone.</summary>
    public const string Torn = "torn";

    /// <summary>The segment does not hold what its seal says.</summary>
    public const string SealMismatch = "seal_mismatch";

    /// <summary>The compressed content is damaged.</summary>
    public const string Damaged = "damaged";

    /// <summary>Stands for what a seal says in other words than the contract allows.</summary>
    public const string Other = "other";

    public static IReadOnlyList<string> All { get; } = [TooLong, Truncated, Vanished, Torn, SealMismatch, Damaged];
}
