namespace LogPair.Processor.Parsing;

/// <summary>
/// Where lines of other origin than Serilog keep the built-in fields, and JSON lines their properties.
/// </summary>
internal static class BuiltInFields
{
    /// <summary>
    /// All properties, in Serilog's sense: <c>@p['name']</c> is the property <c>name</c>, even if built in.
    /// </summary>
    private const string Properties = "@p";

    /// <summary>
    /// The usual names, by preference: when a line has several, the first in the list counts.
    /// A dot stands for itself or for a member: <c>{"log.level": …}</c> or <c>{"log": {"level": …}}</c>.
    /// </summary>
    /// <remarks>
    /// From Elastic Common Schema (@timestamp, log.level, trace.id, error.…), Microsoft.Extensions.Logging's JSON
    /// console (Timestamp, LogLevel, EventId, Exception, State), Serilog's JsonFormatter (Level, MessageTemplate,
    /// RenderedMessage, Renderings), OpenTelemetry (trace_id, span_id, severity_text), Google Cloud (severity), GELF
    /// (short_message), journald (PRIORITY, MESSAGE), Monolog (level_name before its numeric level), hclog (@level),
    /// Python's json-logger (levelname, asctime), tracing of Rust (fields.message), loguru (record.…), and the defaults
    /// of bunyan, pino, zap, logrus, zerolog, slog, log15, structlog, winston, logback, logstash and log4j.
    /// </remarks>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["@t"] =
        [
            "@timestamp", "timestamp", "time", "ts", "Timestamp", "datetime", "asctime", "date", "t", "timeMillis",
            "instant.epochSecond", "record.time.timestamp", "@t",
        ],
        ["@l"] =
        [
            "level_name", "levelname", "level", "severity", "lvl", "log.level", "Level", "LogLevel", "@level",
            "severity_text", "severityText", "SeverityText", "loglevel", "PRIORITY", "record.level.name", "@l",
        ],
        ["@m"] =
        [
            "message", "msg", "Message", "RenderedMessage", "@message", "short_message", "fields.message", "MESSAGE",
            "record.message", "formattedMessage", "event", "@m",
        ],
        ["@mt"] = ["MessageTemplate", "messageTemplate", "State.{OriginalFormat}", "@mt"],
        ["@x"] =
        [
            "exception", "Exception", "error.stack_trace", "err.stack", "stack_trace", "error.stack", "exc_info",
            "thrown", "throwable", "error", "err", "stack", "record.exception", "context.exception", "@x",
        ],
        ["@i"] = ["event_id", "EventId", "event.code", "@i"],
        ["@r"] = ["Renderings", "@r"],
        ["@tr"] =
        [
            "trace_id", "traceId", "TraceId", "trace.id", "traceid", "logging.googleapis.com/trace", "@tr",
        ],
        ["@sp"] =
        [
            "span_id", "spanId", "SpanId", "span.id", "spanid", "logging.googleapis.com/spanId", "@sp",
        ],
        ["@ps"] =
        [
            "parent_span_id", "parentSpanId", "ParentSpanId", "parent_id", "ParentId", "parent.id",
            "Properties.ParentSpanId", "@ps",
        ],
        ["@st"] = ["SpanStartTimestamp", "Properties.SpanStartTimestamp", "@st"],
    };

    /// <summary>
    /// Objects that hold the properties of an event, where these are not members of the line itself: Serilog's
    /// JsonFormatter, Microsoft.Extensions.Logging's JSON console, tracing of Rust and apex, ECS for .NET (two),
    /// logback and log4j.
    /// </summary>
    public static IReadOnlyList<string> Containers { get; } =
        ["Properties", "State", "fields", "labels", "metadata", "mdc", "contextMap"];

    /// <summary>All names that lines have for built-in fields, members of objects joined by dots.</summary>
    public static IReadOnlySet<string> UsualNames { get; } =
        Names.Values.SelectMany(names => names).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a field is a property, and its path without the <c>@p</c> that may lead to it.</summary>
    public static bool IsProperty(FieldPath field, out IReadOnlyList<string> property)
    {
        property = field.Members;
        if (!field.IsBuiltIn) return true;
        if (property is not [Properties, _, ..]) return false;

        property = [.. property.Skip(1)];
        return true;
    }

    /// <summary>The paths where a JSON line may keep a field, by preference.</summary>
    public static IEnumerable<IEnumerable<string>> Candidates(FieldPath field)
    {
        if (IsProperty(field, out var property)) return [property];

        var rest = field.Members.Skip(1);
        return Names.GetValueOrDefault(field.Members[0], [field.Members[0]])
            .SelectMany<string, IEnumerable<string>>(name => name.Contains('.', StringComparison.Ordinal)
                ? [rest.Prepend(name), name.Split('.').Concat(rest)]
                : [rest.Prepend(name)]);
    }

    /// <summary>Where a JSON line may keep a property that is not at its path: in an object for properties.</summary>
    public static IEnumerable<IEnumerable<string>> Within(IReadOnlyList<string> property) =>
        Containers.Select(container => property.Prepend(container));
}
