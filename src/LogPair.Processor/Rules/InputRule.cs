namespace LogPair.Processor.Rules;

/// <summary>Which files are read, and how.</summary>
internal sealed record InputRule
{
    /// <summary>A file, a directory or a glob; not yet resolved.</summary>
    public required string Path { get; init; }

    public InputReading Reading { get; init; } = InputReading.Default;
}
