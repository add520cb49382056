using System.Globalization;
using System.Net;
using LogPair.Contract;
using LogPair.Host.Logging;
using LogPair.Host.Units;
using LogPair.Host.Web;
using LogPair.Processor.Pipeline.Checkpointing;
using Microsoft.Extensions.Logging;

namespace LogPair.Host.Configuration;

/// <summary>Every setting.</summary>
/// <remarks>
/// Flags, variables, file keys, help, <c>config show</c> and the documentation test derive from here.
/// </remarks>
internal static class SettingTable
{
    public static readonly Setting<string> Config = new()
    {
        Name = "config",
        Variable = "LOGPAIR_CONFIG",
        Flag = "--config",
        ValueName = "FILE",
        DefaultText = "none: formats are detected and only the built-in metrics appear",
        Help = "The rules file (YAML): inputs, metrics and, under settings:, any setting but this one.",
        Expected = "the path of a file",
        IsAllowedInFile = false,
        TryRead = TryReadText,
        Format = text => text,
    };

    public static readonly Setting<IReadOnlyList<string>> Logs = new()
    {
        Name = "logs",
        Variable = "LOGPAIR_LOGS",
        Flag = "--logs",
        ValueName = "DIR_OR_GLOB",
        DefaultText = "the paths of the rules file's inputs",
        Help = "Directories, or globs such as /var/log/app/*.log or /var/log/**/*.log, whose files are counted. "
            + "Repeat the flag, or separate by commas.",
        Expected = "one or more directories or globs, separated by commas",
        IsList = true,
        TryRead = TryReadList,
        Format = list => string.Join(',', list),
    };

    public static readonly Setting<string> State = new()
    {
        Name = "state",
        Variable = "LOGPAIR_STATE",
        Flag = "--state",
        ValueName = "DIR",
        DefaultText = ".logpair in the first log directory",
        Help = "Directory of the checkpoint and of the acknowledgements for the generator. "
            + "Must outlive the process, not the Pod.",
        Expected = "the path of a directory",
        TryRead = TryReadText,
        Format = text => text,
    };

    public static readonly Setting<ListenAddress> Listen = new()
    {
        Name = "listen",
        Variable = "LOGPAIR_LISTEN",
        Flag = "--listen",
        ValueName = "ADDR:PORT",
        DefaultText = ListenAddress.Default.ToString(),
        Help = "Where /metrics, /healthz and /readyz answer. Port 0 lets the system choose one. A Unix socket gets mode 0660.",
        Expected = "an IP address and a port, for example :9464, 127.0.0.1:9464, [::1]:9464 or localhost:9464, "
            + "or a Unix socket, for example unix:/run/logpair/metrics.sock",
        TryRead = ListenAddress.TryParse,
        Format = address => address.ToString(),
    };

    public static readonly Setting<string> WebConfig = new()
    {
        Name = "webConfig",
        Variable = "LOGPAIR_WEB_CONFIG",
        Flag = "--web-config",
        OtherFlag = "--web.config.file",
        ValueName = "FILE",
        DefaultText = "none: everybody who reaches the port is answered, without TLS",
        Help = "The web configuration (YAML, in the format of Prometheus' --web.config.file, which is another spelling of the flag): "
            + "TLS, users, tokens, limits.",
        Expected = "the path of a file",
        TryRead = TryReadText,
        Format = text => text,
    };

    public static readonly Setting<int> MaxLineBytes = new()
    {
        Name = "maxLineBytes",
        Variable = "LOGPAIR_MAX_LINE_BYTES",
        Flag = "--max-line-bytes",
        ValueName = "SIZE",
        DefaultText = "256KiB",
        Help = "Longest line that is parsed, without its line feed. Longer ones are skipped and counted as lost.",
        Expected = "a size from 1KiB to 64MiB, for example 262144, 256KiB or 1MiB",
        TryRead = (string text, out int value) => TryReadInRange(text, 1 << 10, 64 << 20, out value),
        Format = bytes => ByteSize.Format(bytes),
    };

    public static readonly Setting<int> Lanes = new()
    {
        Name = "lanes",
        Variable = "LOGPAIR_LANES",
        Flag = "--lanes",
        ValueName = "N",
        DefaultText = "the number of processors the container may use, at most 8",
        Help = "How many threads count, each a segment at a time. Those that have none help with a long one.",
        Expected = "a whole number from 1 to 256",
        TryRead = (string text, out int value) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 1 and <= 256,
        Format = lanes => lanes.ToString(CultureInfo.InvariantCulture),
    };

    public static readonly Setting<TimeSpan> CheckpointInterval = new()
    {
        Name = "checkpointInterval",
        Variable = "LOGPAIR_CHECKPOINT_INTERVAL",
        Flag = "--checkpoint-interval",
        ValueName = "DURATION",
        DefaultText = "1s",
        Help = "Longest time that counted lines stay without a checkpoint. Every scrape makes one as well.",
        Expected = "a duration from 10ms to 1h, for example 250ms, 1s or 2m",
        TryRead = (string text, out TimeSpan value) =>
            TryReadInRange(text, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), out value),
        Format = Duration.Format,
    };

    public static readonly Setting<Durability> Durability = new()
    {
        Name = "durability",
        Variable = "LOGPAIR_DURABILITY",
        Flag = "--durability",
        ValueName = "WHAT",
        DefaultText = "process",
        Help = "What a checkpoint survives: process, the death of the process, which is all that an emptyDir does; "
            + "or power, a power cut, which costs a sync of the disk for every checkpoint and scrape.",
        Expected = "process or power",
        Choices = ["process", "power"],
        TryRead = DurabilityNames.TryParse,
        Format = DurabilityNames.NameOf,
    };

    public static readonly Setting<TimeSpan> MinPollInterval = new()
    {
        Name = "minPollInterval",
        Variable = "LOGPAIR_MIN_POLL_INTERVAL",
        Flag = "--min-poll-interval",
        ValueName = "DURATION",
        DefaultText = "50ms",
        Help = "Time between two looks at files that grow all the time: about the longest until a line in them is counted. "
            + "A longer one costs less of a processor.",
        Expected = "a duration from 5ms to 1s, for example 50ms or 200ms",
        TryRead = (string text, out TimeSpan value) =>
            TryReadInRange(text, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(1), out value),
        Format = Duration.Format,
    };

    public static readonly Setting<TimeSpan> MaxPollInterval = new()
    {
        Name = "maxPollInterval",
        Variable = "LOGPAIR_MAX_POLL_INTERVAL",
        Flag = "--max-poll-interval",
        ValueName = "DURATION",
        DefaultText = "250ms",
        Help = "Longest time until new bytes are seen where file events do not arrive.",
        Expected = "a duration from 10ms to 1m, for example 250ms or 1s",
        TryRead = (string text, out TimeSpan value) =>
            TryReadInRange(text, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), out value),
        Format = Duration.Format,
    };

    public static readonly Setting<TimeSpan> StopTimeout = new()
    {
        Name = "stopTimeout",
        Variable = "LOGPAIR_STOP_TIMEOUT",
        Flag = "--stop-timeout",
        ValueName = "DURATION",
        DefaultText = "28s",
        Help = "Longest time from SIGTERM to the end: reading what is left and waiting until a scrape has seen it, "
            + "together; under the 30 s that Kubernetes grants. 0s does neither: what is unread counts after a restart.",
        Expected = "a duration from 0s to 1h, for example 0s, 28s or 2m",
        TryRead = (string text, out TimeSpan value) =>
            TryReadInRange(text, TimeSpan.Zero, TimeSpan.FromHours(1), out value),
        Format = Duration.Format,
    };

    public static readonly Setting<IPEndPoint> Doorbell = new()
    {
        Name = "doorbell",
        Variable = VolumeLayout.DoorbellVariable,
        Flag = "--doorbell",
        ValueName = "PORT",
        DefaultText = "none",
        Help = "UDP port of the loopback interface on which a generator rings after it has written, for volumes whose "
            + "file events do not arrive. A ring only wakes the reader.",
        Expected = "a port, 127.0.0.1:9465 or [::1]:9465",
        TryRead = DoorbellAddress.TryParse,
        Format = address => address.ToString(),
    };

    public static readonly Setting<bool> SampleLines = new()
    {
        Name = "sampleLines",
        Variable = "LOGPAIR_SAMPLE_LINES",
        Flag = "--sample-lines",
        ValueName = "TRUE_OR_FALSE",
        DefaultText = "true",
        Help = "Whether /api/v1/lines shows the beginnings of some of the latest lines that no rule matched or that are no "
            + "records. Lines may hold what not everybody who can reach the port should see.",
        Expected = "true or false",
        Choices = ["true", "false"],
        TryRead = bool.TryParse,
        Format = value => value ? "true" : "false",
    };

    public static readonly Setting<LogLevel> LogLevel = new()
    {
        Name = "logLevel",
        Variable = "LOGPAIR_LOG_LEVEL",
        Flag = "--log-level",
        ValueName = "LEVEL",
        DefaultText = "info",
        Help = "Least level of logpair's own log on standard error.",
        Expected = "one of trace, debug, info, warn, error, critical",
        Choices = ["trace", "debug", "info", "warn", "error", "critical"],
        TryRead = LogLevelNames.TryParse,
        Format = LogLevelNames.NameOf,
    };

    public static readonly Setting<LogFormat> LogFormat = new()
    {
        Name = "logFormat",
        Variable = "LOGPAIR_LOG_FORMAT",
        Flag = "--log-format",
        ValueName = "FORMAT",
        DefaultText = "auto",
        Help = "Form of logpair's own log: text, json (one object a line), "
            + "or auto: text on a terminal, json otherwise.",
        Expected = "one of auto, text, json",
        Choices = ["auto", "text", "json"],
        TryRead = LogFormatNames.TryParse,
        Format = LogFormatNames.NameOf,
    };

    /// <summary>In the order in which people read them.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        Config, Logs, State, Listen, WebConfig, MaxLineBytes, Lanes, CheckpointInterval, Durability, MinPollInterval,
        MaxPollInterval, StopTimeout, Doorbell, SampleLines, LogLevel, LogFormat,
    ];

    private static bool TryReadText(string text, out string value)
    {
        value = text.Trim();
        return value.Length > 0;
    }

    private static bool TryReadList(string text, out IReadOnlyList<string> value)
    {
        value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return value.Count > 0;
    }

    private static bool TryReadInRange(string text, long least, long most, out int value)
    {
        var isRight = ByteSize.TryParse(text, out var bytes) && bytes >= least && bytes <= most;
        value = isRight ? (int)bytes : 0;
        return isRight;
    }

    private static bool TryReadInRange(string text, TimeSpan least, TimeSpan most, out TimeSpan value) =>
        Duration.TryParse(text, out value) && value >= least && value <= most;
}
