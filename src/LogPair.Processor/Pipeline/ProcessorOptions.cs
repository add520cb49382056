using System.Net;
using LogPair.Processor.Framing;
using LogPair.Processor.Pipeline.Checkpointing;
using LogPair.Processor.Pipeline.Stopping;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Pipeline;

/// <summary>What a processor is told to do. Immutable.</summary>
internal sealed record ProcessorOptions
{
    /// <summary>Default of <see cref="Lanes"/>.</summary>
    public static int DefaultLanes { get; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>Default of <see cref="StopTimeout"/>.</summary>
    public static TimeSpan DefaultStopTimeout { get; } = TimeSpan.FromSeconds(28);

    /// <summary>What to read; a directory stands for the <c>*.log</c> files in it. At least one.</summary>
    public required IReadOnlyList<InputRule> Inputs { get; init; }

    /// <summary>Where checkpoint and acknowledgements are kept; made if it is missing.</summary>
    public required string StateDirectory { get; init; }

    public required RuleSet Rules { get; init; }

    /// <summary>What a checkpoint survives. Default the death of the process.</summary>
    public Durability Durability { get; init; } = Durability.Process;

    /// <summary>Longest line that is parsed, in bytes without the line feed.</summary>
    /// <remarks>Longer lines are given up and counted.</remarks>
    public int MaxLineBytes { get; init; } = LineFramer.DefaultMaxLineBytes;

    /// <summary>Threads that read and count. Default: one per processor the process may use, at most 8.</summary>
    /// <remarks>On a big node without a limit, a thread and a buffer for each processor would be wasted on a sidecar.</remarks>
    public int Lanes { get; init; } = DefaultLanes;

    /// <summary>When the process started, for the metric; null for now.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Remembers the last scrape, for the metric.</summary>
    /// <remarks>The one thing here that changes: a processor that takes over goes on with it.</remarks>
    public LastScrape LastScrape { get; init; } = new();

    /// <summary>Goes on for a processor that had read its backlog, and is ready as that one was.</summary>
    public bool HasCaughtUp { get; init; }

    /// <summary>How often changed state is saved when no scrape asks for it. Default one second.</summary>
    /// <remarks>After a kill, at most this much reading is repeated. It is repeated, not counted twice.</remarks>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pause between two looks at files that grow all the time. Default 50 ms.</summary>
    /// <remarks>
    /// The bound between cost and latency: each look wakes the processor, and finds what was written since the one before.
    /// </remarks>
    public TimeSpan MinPollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Longest wait between two looks at the sizes of the files where no file event has told of growth yet. Default
    /// 250 ms, as mtail and Promtail have it.
    /// </summary>
    /// <remarks>After activity it starts at <see cref="MinPollInterval"/> and doubles.</remarks>
    public TimeSpan MaxPollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Longest time from the request to stop until everything is read and a scrape has seen it. Default 28 s.
    /// </summary>
    /// <remarks>
    /// Under the 30 s that Kubernetes grants by default, with two left for the last checkpoint and for scrapes in
    /// progress. Zero reads nothing more and waits for nobody: what is unread is counted after a restart.
    /// </remarks>
    public TimeSpan StopTimeout { get; init; } = DefaultStopTimeout;

    /// <summary>
    /// Loopback address of a UDP socket whose datagrams wake the reader, where file events do not arrive. Null for
    /// none, which is the default.
    /// </summary>
    public IPEndPoint? Doorbell { get; init; }

    /// <summary>
    /// Whether some of the latest lines that no rule matched, or that are no records, are kept to be looked at.
    /// </summary>
    public bool HasLineSamples { get; init; } = true;

    /// <summary>Whoever serves the metrics; null for nobody.</summary>
    public IPortReport? Port { get; init; }
}
