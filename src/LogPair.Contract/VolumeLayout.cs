namespace LogPair.Contract;

/// <summary>Where things are: names on the volume, names of environment variables, the port.</summary>
public static class VolumeLayout
{
    /// <summary>Added to a segment's file name, it names the segment's seal: <c>app20261122.log.seal</c>.</summary>
    public const string SealSuffix = ".seal";

    /// <summary>
    /// Added to a file's name while it is being written, before it is renamed. Such files are never read.
    /// </summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// In the state directory: how far the processor has counted. Written by the processor, read by the generator.
    /// </summary>
    public const string AcknowledgementsFile = "acknowledgements.json";

    /// <summary>In the state directory: offsets and values of one moment. Private to the processor.</summary>
    public const string CheckpointFile = "checkpoint";

    /// <summary>In the state directory: the checkpoint before. Private to the processor.</summary>
    public const string PreviousCheckpointFile = "checkpoint.previous";

    /// <summary>
    /// In the state directory: a time before which every complete line is durably counted. Written by the processor,
    /// for whoever wants to know, also in a shell: <c>test consumed -nt app.log</c>.
    /// </summary>
    public const string ConsumedFile = "consumed";

    /// <summary>The state directory inside the logs directory, where both sides share one directory.</summary>
    public const string SharedStateFolder = ".logpair";

    /// <summary>Port on which the processor serves metrics, status and health.</summary>
    public const int DefaultPort = 9464;

    /// <summary>Logs directory. The processor also takes globs.</summary>
    public const string LogsVariable = "LOGPAIR_LOGS";

    /// <summary>State directory; without it, <see cref="SharedStateFolder"/> in the logs directory.</summary>
    public const string StateVariable = "LOGPAIR_STATE";

    /// <summary>The processor's rules and settings file.</summary>
    public const string ConfigVariable = "LOGPAIR_CONFIG";

    /// <summary>Address and port that the processor listens on.</summary>
    public const string ListenVariable = "LOGPAIR_LISTEN";

    /// <summary>Where the generator rings and the processor listens; see <see cref="DoorbellAddress"/>.</summary>
    public const string DoorbellVariable = "LOGPAIR_DOORBELL";

    /// <summary>Name of the generator's stream.</summary>
    public const string StreamVariable = "LOGPAIR_STREAM";

    /// <summary>Size at which the generator begins a new segment.</summary>
    public const string SegmentSizeVariable = "LOGPAIR_SEGMENT_SIZE";

    /// <summary>Interval at which the generator begins a new segment.</summary>
    public const string RollIntervalVariable = "LOGPAIR_ROLL_INTERVAL";

    /// <summary>How the generator writes an event as a line.</summary>
    public const string FormatVariable = "LOGPAIR_FORMAT";

    /// <summary>Path or name of the seal that belongs to a segment's path or name.</summary>
    public static string SealOf(string segment) => segment + SealSuffix;

    /// <summary>The state directory of the set-up with one shared directory.</summary>
    public static string SharedState(string logsDirectory) => Path.Combine(logsDirectory, SharedStateFolder);
}
