namespace LogPair.Generator.Settings;

/// <summary>
/// Environment variables that only the generator reads. Those that concern both sides are in
/// <see cref="Contract.VolumeLayout"/>.
/// </summary>
internal static class GeneratorVariables
{
    public const string VolumeBudget = "LOGPAIR_VOLUME_BUDGET";

    /// <summary>The <c>sizeLimit</c> of the emptyDir: half of it is the budget, unless there is a budget.</summary>
    public const string VolumeSizeLimit = "LOGPAIR_VOLUME_SIZE_LIMIT";

    public const string KeepSegments = "LOGPAIR_KEEP_SEGMENTS";

    public const string Overflow = "LOGPAIR_OVERFLOW";

    public const string MaxBlock = "LOGPAIR_MAX_BLOCK";

    public const string Writing = "LOGPAIR_WRITING";
}
