namespace LogPair.Processor.Discovery;

/// <summary>How much of a volume is looked at, whatever a neighbour puts there. For each input by itself.</summary>
internal sealed record ScanLimits
{
    public static ScanLimits Default { get; } = new();

    /// <summary>
    /// Files that are read or kept in mind. A look takes about a microsecond for each, a checkpoint some 200 bytes.
    /// </summary>
    public int Files { get; init; } = 10_000;

    /// <summary>Names in directories, whether they match or not. A look takes some 50 ms for as many.</summary>
    public int Names { get; init; } = 250_000;

    public int Directories { get; init; } = 1_000;

    /// <summary>Directories within directories, below the one that the input names.</summary>
    public int Depth { get; init; } = 32;
}
