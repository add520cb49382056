namespace LogPair.Host.Demo;

/// <summary>The numbers that the terminal shows while a demo runs.</summary>
internal sealed record DemoFigures
{
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Lines that the generator wrote.</summary>
    public required long Written { get; init; }

    /// <summary>Lines that the processor counted.</summary>
    public required long Counted { get; init; }

    public required long LagBytes { get; init; }

    /// <summary>Lines counted a second, since the last figures.</summary>
    public required double LinesPerSecond { get; init; }

    /// <summary>Segments on the volume.</summary>
    public required int Segments { get; init; }

    /// <summary>Segments that were counted to the end and removed.</summary>
    public required int Removed { get; init; }

    /// <summary>Sums over all series of some counters, by metric name.</summary>
    public required IReadOnlyDictionary<string, double> Totals { get; init; }
}
