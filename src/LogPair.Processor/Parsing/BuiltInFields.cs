namespace LogPair.Processor.Parsing;

/// <summary>Where JSON lines of other origin than Serilog keep the built-in fields.</summary>
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
    /// console (Timestamp, LogLevel, EventId, Exception), Serilog's JsonFormatter (Level, MessageTemplate),
    /// OpenTelemetry's trace_id and span_id, Google Cloud's severity, and the defaults of bunyan, pino, zap, logrus,
    /// zerolog and structlog.
    /// </remarks>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["@t"] = ["@timestamp", "timestamp", "time", "ts", "Timestamp", "@t"],
        ["@l"] = ["level", "severity", "lvl", "log.level", "Level", "LogLevel", "@l"],
        ["@m"] = ["message", "msg", "Message", "@m"],
        ["@mt"] = ["MessageTemplate", "messageTemplate", "@mt"],
        ["@x"] = ["exception", "Exception", "error.stack_trace", "error", "stack_trace", "@x"],
        ["@i"] = ["event_id", "EventId", "@i"],
        ["@tr"] = ["trace_id", "traceId", "TraceId", "trace.id", "@tr"],
        ["@sp"] = ["span_id", "spanId", "SpanId", "span.id", "@sp"],
    };

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
}
