namespace LogPair.Benchmarks;

/// <summary>What every measurement of a whole process is told.</summary>
internal sealed record BenchSettings
{
    /// <summary>The published <c>logpair</c>.</summary>
    public required FileInfo Binary { get; init; }

    /// <summary>Where inputs are kept and processes get their directories.</summary>
    public required DirectoryInfo Work { get; init; }

    /// <summary>Bytes of an input.</summary>
    public required long Size { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>How often each program runs, in turn with the others; tables show medians.</summary>
    public required int Rounds { get; init; }

    /// <summary>Length of measurements that take a stretch of time.</summary>
    public required TimeSpan Span { get; init; }
}
