using LogPair.Contract;

namespace LogPair.Generator;

/// <summary>
/// Settings of the generator. What is null comes from its environment variable, then from its default.
/// </summary>
public sealed record LogPairOptions
{
    /// <summary>Default of <see cref="Directory"/>, below the working directory.</summary>
    public const string DefaultDirectory = "logs";

    /// <summary>Default of <see cref="Stream"/>.</summary>
    public const string DefaultStream = "app";

    /// <summary>Default of <see cref="SegmentSizeBytes"/>: 10 MiB.</summary>
    /// <remarks>
    /// Space is given back one segment at a time; 10 MiB is half a second of a very talkative application.
    /// </remarks>
    public const long DefaultSegmentSizeBytes = 10 * 1024 * 1024;

    /// <summary>Smallest <see cref="SegmentSizeBytes"/>: 1 KiB.</summary>
    public const long MinSegmentSizeBytes = 1024;

    /// <summary>
    /// Largest <see cref="SegmentSizeBytes"/>: 1 GiB, the size at which Serilog's own file sink would stop.
    /// </summary>
    public const long MaxSegmentSizeBytes = 1024 * 1024 * 1024;

    /// <summary>
    /// Directory of the segments, made if it is missing. Variable <c>LOGPAIR_LOGS</c>, default <c>logs</c>.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>
    /// Name of the stream, the first part of every segment's name. Variable <c>LOGPAIR_STREAM</c>, default <c>app</c>.
    /// <see cref="SegmentName.IsValidStream"/> says what it may hold.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>
    /// A new segment begins with the first event after this size is reached, so that a segment is longer by one event
    /// at most. Variable <c>LOGPAIR_SEGMENT_SIZE</c> (<c>10485760</c>, <c>10MB</c>, <c>10MiB</c>), default 10 MiB.
    /// </summary>
    public long? SegmentSizeBytes { get; init; }

    /// <summary>
    /// A new segment begins with each UTC day, hour or minute. Variable
    /// <c>LOGPAIR_ROLL_INTERVAL</c>, default <see cref="RollInterval.Day"/>.
    /// </summary>
    public RollInterval? RollInterval { get; init; }

    /// <summary>
    /// How an event is written. Variable <c>LOGPAIR_FORMAT</c>, default <see cref="LogPairFormat.Clef"/>.
    /// </summary>
    public LogPairFormat? Format { get; init; }

    /// <summary>Counts what the sink writes and drops, for the application to look at. Null if nobody looks.</summary>
    public LogPairStatus? Status { get; init; }

    /// <summary>Clock of names, rolls and retries. For tests.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
