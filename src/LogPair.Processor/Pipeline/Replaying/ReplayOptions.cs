using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Formats;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>What a replay is told to do. Immutable.</summary>
internal sealed record ReplayOptions
{
    /// <summary>Files at rest, each read once from start to end; at least one.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Format of all files.</summary>
    public ILineFormat Format { get; init; } = LineFormats.Default;

    public required RuleSet Rules { get; init; }

    /// <summary>Longest line that is parsed, in bytes without the line feed.</summary>
    public int MaxLineBytes { get; init; } = LineFramer.DefaultMaxLineBytes;

    /// <summary>Whether lines that did not parse or that no rule matched are kept as <see cref="ReplayResult.Samples"/>.</summary>
    public bool KeepSamples { get; init; }

    /// <summary>Length of the steps in which metrics are kept by the log's own time; null to keep only the totals.</summary>
    /// <remarks>Files are then read one after the other, in their order, so that the same files yield the same text.</remarks>
    public TimeSpan? Step { get; init; }

    /// <summary>Files read at the same time. Default: one per processor the process may use, at most 8.</summary>
    public int Lanes { get; init; } = ProcessorOptions.DefaultLanes;
}
