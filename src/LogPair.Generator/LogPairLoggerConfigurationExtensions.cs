using LogPair.Contract;
using LogPair.Generator;
using LogPair.Generator.Settings;
using LogPair.Generator.Sinks;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;

namespace Serilog;

/// <summary>Adds <c>WriteTo.LogPair()</c>.</summary>
public static class LogPairLoggerConfigurationExtensions
{
    /// <summary>
    /// Writes rolled, sealed segments for a LogPair processor. What is not given comes from the environment, then
    /// from the default.
    /// </summary>
    /// <param name="sinkConfiguration">The logger's <c>WriteTo</c>.</param>
    /// <param name="directory">
    /// Directory of the segments, made if it is missing. Variable <c>LOGPAIR_LOGS</c>, default <c>logs</c>.
    /// </param>
    /// <param name="stream">
    /// First part of every segment's name. Variable <c>LOGPAIR_STREAM</c>, default <c>app</c>.
    /// </param>
    /// <param name="segmentSizeBytes">
    /// A new segment begins when this size is reached. Variable <c>LOGPAIR_SEGMENT_SIZE</c>, default 10 MiB.
    /// </param>
    /// <param name="rollInterval">
    /// A new segment begins with each UTC period. Variable <c>LOGPAIR_ROLL_INTERVAL</c>, default day.
    /// </param>
    /// <param name="format">How an event is written. Variable <c>LOGPAIR_FORMAT</c>, default CLEF.</param>
    /// <param name="stateDirectory">
    /// Directory of the processor's acknowledgements. Variable <c>LOGPAIR_STATE</c>, default <c>.logpair</c> in the
    /// directory.
    /// </param>
    /// <param name="maxVolumeBytes">
    /// What the stream may take on the volume. Variable <c>LOGPAIR_VOLUME_BUDGET</c>, default see
    /// <see cref="LogPairOptions.MaxVolumeBytes"/>.
    /// </param>
    /// <param name="keepSegments">
    /// Finished segments that stay although they are acknowledged. Variable <c>LOGPAIR_KEEP_SEGMENTS</c>, default 1.
    /// </param>
    /// <param name="overflow">
    /// What gives way when the budget is used up. Variable <c>LOGPAIR_OVERFLOW</c>, default the oldest unread
    /// segment.
    /// </param>
    /// <param name="maxBlock">
    /// How long one call waits if calls are to wait. Variable <c>LOGPAIR_MAX_BLOCK</c>, default 5 s.
    /// </param>
    /// <param name="doorbell">
    /// Loopback UDP port to ring after each write. Variable <c>LOGPAIR_DOORBELL</c>, default none.
    /// </param>
    /// <param name="writing">
    /// How lines reach their segment. Variable <c>LOGPAIR_WRITING</c>, default one write call for each event.
    /// </param>
    /// <param name="status">Counts what the sink writes and drops, for the application to look at.</param>
    /// <param name="restrictedToMinimumLevel">Events below this level are not for this sink.</param>
    /// <param name="levelSwitch">Changes that level while the application runs.</param>
    /// <exception cref="ArgumentException">
    /// A setting is wrong. The message lists all that are, where each came from and how to mend it.
    /// </exception>
    public static LoggerConfiguration LogPair(
        this LoggerSinkConfiguration sinkConfiguration,
        string? directory = null,
        string? stream = null,
        long? segmentSizeBytes = null,
        RollInterval? rollInterval = null,
        LogPairFormat? format = null,
        string? stateDirectory = null,
        long? maxVolumeBytes = null,
        int? keepSegments = null,
        LogPairOverflow? overflow = null,
        TimeSpan? maxBlock = null,
        string? doorbell = null,
        LogPairWriting? writing = null,
        LogPairStatus? status = null,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        var options = new LogPairOptions
        {
            Directory = directory,
            Stream = stream,
            SegmentSizeBytes = segmentSizeBytes,
            RollInterval = rollInterval,
            Format = format,
            StateDirectory = stateDirectory,
            MaxVolumeBytes = maxVolumeBytes,
            KeepSegments = keepSegments,
            Overflow = overflow,
            MaxBlock = maxBlock,
            Doorbell = doorbell,
            Writing = writing,
            Status = status,
        };
        return sinkConfiguration.LogPair(options, restrictedToMinimumLevel, levelSwitch);
    }

    /// <summary>Writes rolled, sealed segments for a LogPair processor.</summary>
    /// <param name="sinkConfiguration">The logger's <c>WriteTo</c>.</param>
    /// <param name="options">Settings. What is null in them comes from the environment, then from the default.</param>
    /// <param name="restrictedToMinimumLevel">Events below this level are not for this sink.</param>
    /// <param name="levelSwitch">Changes that level while the application runs.</param>
    /// <exception cref="ArgumentException">
    /// A setting is wrong. The message lists all that are, where each came from and how to mend it.
    /// </exception>
    public static LoggerConfiguration LogPair(
        this LoggerSinkConfiguration sinkConfiguration,
        LogPairOptions options,
        LogEventLevel restrictedToMinimumLevel = LevelAlias.Minimum,
        LoggingLevelSwitch? levelSwitch = null)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(options);

        var settings = SettingsReader.Read(options, Environment.GetEnvironmentVariable);
        return sinkConfiguration.Sink(new LogPairSink(settings), restrictedToMinimumLevel, levelSwitch);
    }
}
