namespace LogPair.Generator;

/// <summary>
/// Why an event was given up. These words stand in status, metrics and seals; docs/generator.md explains them.
/// </summary>
internal static class DropReason
{
    public const string NoSpace = "no_space";
    public const string Io = "io";
    public const string OpenFailed = "open_failed";
    public const string FormatFailed = "format_failed";
    public const string Closed = "closed";
    public const string BudgetOldest = "budget_oldest";
    public const string BudgetNewest = "budget_newest";
    public const string BudgetBlockTimeout = "budget_block_timeout";

    // .NET puts the raw errno into HResult where it has no exception type of its own; Windows puts its error code
    // there.
    private const int Enospc = 28;
    private const int Edquot = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <param name="error">What the file system threw.</param>
    /// <param name="otherwise">The reason if the volume is not full.</param>
    public static string Of(Exception error, string otherwise) =>
        error is IOException { HResult: Enospc or Edquot or WindowsHandleDiskFull or WindowsDiskFull }
            ? NoSpace
            : otherwise;
}
