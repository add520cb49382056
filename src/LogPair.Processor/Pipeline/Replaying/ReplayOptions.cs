using LogPair.Processor.Framing;
using LogPair.Processor.Rules;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Processor.Pipeline.Replaying;

/// <summary>What a replay is told to do. Immutable.</summary>
internal sealed record ReplayOptions
{
    /// <summary>Files at rest, each read once from start to end; at least one.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How files are read; at least one.</summary>
    public IReadOnlyList<InputReading> Inputs { get; init; } = [InputReading.Default];

    /// <summary>Which of <see cref="Inputs"/> applies to a file, by its absolute path.</summary>
    public Func<string, int> InputOf { get; init; } = _ => 0;

    /// <summary>Is told what was found out about files.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    public required RuleSet Rules { get; init; }

    /// <summary>Longest line that is parsed, in bytes without the line feed.</summary>
    public int MaxLineBytes { get; init; } = LineFramer.DefaultMaxLineBytes;

    /// <summary>Length of the steps in which metrics are kept by the log's own time; null to keep only the totals.</summary>
    /// <remarks>Files are then read one after the other, in their order, so that the same files yield the same text.</remarks>
    public TimeSpan? Step { get; init; }

    /// <summary>Files read at the same time. Default: one per processor the process may use, at most 8.</summary>
    public int Lanes { get; init; } = ProcessorOptions.DefaultLanes;
}
