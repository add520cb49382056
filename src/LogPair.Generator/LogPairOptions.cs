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

    /// <summary>Default of <see cref="KeepSegments"/>: the newest one, for people to look at.</summary>
    public const int DefaultKeepSegments = 1;

    /// <summary>Smallest <see cref="MaxVolumeBytes"/>: 64 KiB.</summary>
    public const long MinVolumeBytes = 64 * 1024;

    /// <summary>Smallest <see cref="MaxVolumeBytes"/> with <see cref="LogPairWriting.Grouped"/>: 1 MiB.</summary>
    public const long MinVolumeBytesGrouped = 1024 * 1024;

    /// <summary>Default of <see cref="MaxBlock"/>: 5 seconds, some restarts of a processor.</summary>
    public static readonly TimeSpan DefaultMaxBlock = TimeSpan.FromSeconds(5);

    /// <summary>Longest <see cref="MaxBlock"/>: an hour.</summary>
    public static readonly TimeSpan LongestMaxBlock = TimeSpan.FromHours(1);

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
    /// Never more than a quarter of the budget less 13 KiB, so that four segments with their seals fit into it.
    /// </summary>
    public long? SegmentSizeBytes { get; init; }

    /// <summary>
    /// A new segment begins with each UTC day, hour or minute. Variable <c>LOGPAIR_ROLL_INTERVAL</c>, default
    /// <see cref="RollInterval.Day"/>.
    /// </summary>
    public RollInterval? RollInterval { get; init; }

    /// <summary>
    /// How an event is written. Variable <c>LOGPAIR_FORMAT</c>, default <see cref="LogPairFormat.Clef"/>.
    /// </summary>
    public LogPairFormat? Format { get; init; }

    /// <summary>
    /// How lines reach their segment. Variable <c>LOGPAIR_WRITING</c>, default
    /// <see cref="LogPairWriting.EachEvent"/>.
    /// </summary>
    public LogPairWriting? Writing { get; init; }

    /// <summary>
    /// Directory of the processor's acknowledgements; read, never written. Variable <c>LOGPAIR_STATE</c>, default
    /// <c>.logpair</c> in <see cref="Directory"/>.
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>
    /// What the stream's segments and seals may take on the volume, in bytes. Variable <c>LOGPAIR_VOLUME_BUDGET</c>.
    /// The default is half of <c>LOGPAIR_VOLUME_SIZE_LIMIT</c>, the <c>sizeLimit</c> of the emptyDir; if that is not
    /// set, a quarter of what the file system can still hold, but 16 MiB at least and 1 GiB at most.
    /// </summary>
    public long? MaxVolumeBytes { get; init; }

    /// <summary>
    /// Finished segments that stay although they are acknowledged, while there is room. Variable
    /// <c>LOGPAIR_KEEP_SEGMENTS</c>, default 1.
    /// </summary>
    public int? KeepSegments { get; init; }

    /// <summary>
    /// What gives way when the budget is used up. Variable <c>LOGPAIR_OVERFLOW</c>, default
    /// <see cref="LogPairOverflow.DropOldestUnread"/>.
    /// </summary>
    public LogPairOverflow? Overflow { get; init; }

    /// <summary>
    /// How long one call waits with <see cref="LogPairOverflow.Block"/>, an hour at most. Variable
    /// <c>LOGPAIR_MAX_BLOCK</c> (<c>500ms</c>, <c>5s</c>, <c>1m</c>), default 5 s.
    /// </summary>
    public TimeSpan? MaxBlock { get; init; }

    /// <summary>
    /// UDP port on which the processor listens for a ring after each write, where file events do not arrive:
    /// <c>9465</c>, <c>127.0.0.1:9465</c> or <c>[::1]:9465</c>. Only addresses of the loopback interface. Variable
    /// <c>LOGPAIR_DOORBELL</c>, default none.
    /// </summary>
    public string? Doorbell { get; init; }

    /// <summary>Counts what the sink writes and drops, for the application to look at. Null if nobody looks.</summary>
    public LogPairStatus? Status { get; init; }

    /// <summary>Clock of names, rolls and retries. For tests.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
