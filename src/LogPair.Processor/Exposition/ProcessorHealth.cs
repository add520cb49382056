namespace LogPair.Processor.Exposition;

/// <summary>
/// How the processor itself is doing at one moment: what is shown but not part of the committed state.
/// </summary>
internal sealed record ProcessorHealth
{
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Time on processors since the process started.</summary>
    public TimeSpan CpuTime { get; init; }

    /// <summary>Memory of the process that is resident.</summary>
    public long ResidentBytes { get; init; }

    public required bool IsReady { get; init; }

    /// <summary>How far behind each stream is.</summary>
    public required IReadOnlyList<StreamLag> Streams { get; init; }

    /// <summary>Segments being tailed.</summary>
    public required int Segments { get; init; }

    /// <summary>Files that match an input but cannot be read.</summary>
    public required int UnreadableFiles { get; init; }

    /// <summary>Bytes of files that are deleted, or have no matching name any more, and are held open to be read.</summary>
    public required long HeldBytes { get; init; }

    /// <summary>Whether file events arrive, or only polling finds changes.</summary>
    public required bool IsWatching { get; init; }

    /// <summary>UTC time of the newest counted event by stream; streams without event times are left out.</summary>
    public required IReadOnlyList<KeyValuePair<string, DateTimeOffset>> LastEvents { get; init; }

    /// <summary>Series of the rules' metrics.</summary>
    public IReadOnlyList<SeriesCount> Series { get; init; } = [];

    /// <summary>When the state was last durable.</summary>
    public required DateTimeOffset? LastCheckpoint { get; init; }

    /// <summary>When a scrape was last answered to its end; null if none was.</summary>
    public DateTimeOffset? LastScrape { get; init; }

    /// <summary>Since when values have been counted without a loss of state. UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Null where there is none to be loaded again.</summary>
    public ConfigurationHealth? Configuration { get; init; }

    /// <summary>Null where nothing is configured.</summary>
    public PortHealth? Port { get; init; }
}
