using LogPair.Generator;
using Serilog;
using Serilog.Formatting.Compact;

namespace LogPair.Benchmarks.Logging;

/// <summary>Where events go: LogPair's sink, or Serilog's own in one of its set-ups.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Configure">Adds the sink, which writes into a directory that exists and is empty.</param>
internal sealed record LogTarget(string Name, Func<LoggerConfiguration, string, LoggerConfiguration> Configure)
{
    private const int SegmentBytes = 10 * 1024 * 1024;

    /// <summary>What Serilog takes for an event before any sink sees it.</summary>
    private static readonly LogTarget Nothing = new("no sink", (log, _) => log.WriteTo.Sink<NoSink>());

    /// <summary>What an event costs at least that is written by a call of its own.</summary>
    private static readonly LogTarget OneCall = new("one bare write call", (log, directory) =>
        log.WriteTo.Sink(new OneCallSink(directory)));

    private static readonly LogTarget LogPair = Of("LogPair", LogPairWriting.EachEvent);

    private static readonly LogTarget Grouped = Of("LogPair, grouped", LogPairWriting.Grouped);

    /// <summary>The same work as LogPair's: a new file after each 10 MiB and each day, nothing deleted.</summary>
    private static readonly LogTarget Rolling = new("File, rolling", (log, directory) => log.WriteTo.File(
        new CompactJsonFormatter(),
        Path.Combine(directory, "app.log"),
        fileSizeLimitBytes: SegmentBytes,
        rollOnFileSizeLimit: true,
        rollingInterval: RollingInterval.Day,
        retainedFileCountLimit: null));

    /// <summary>The least that the file sink can be asked for.</summary>
    private static readonly LogTarget Single = new("File, one file", (log, directory) => log.WriteTo.File(
        new CompactJsonFormatter(), Path.Combine(directory, "app.log"), fileSizeLimitBytes: null));

    public static IReadOnlyList<LogTarget> All { get; } = [Nothing, OneCall, Rolling, Single, LogPair, Grouped];

    public static LogTarget Baseline => Rolling;

    public bool WritesFiles => this != Nothing;

    public static LogTarget Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new InvalidOperationException($"There is no target '{name}': {string.Join(", ", All.Select(t => t.Name))}.");

    private static LogTarget Of(string name, LogPairWriting writing) =>
        new(name, (log, directory) => log.WriteTo.LogPair(new LogPairOptions
        {
            Directory = directory,
            SegmentSizeBytes = SegmentBytes,
            MaxVolumeBytes = 1L << 34,
            Writing = writing,
        }));
}
