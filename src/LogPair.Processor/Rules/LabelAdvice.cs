using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Warns of labels that are known to take more values than a metric should have series.</summary>
/// <remarks>By name alone: what a property holds is not known before there are lines.</remarks>
internal static class LabelAdvice
{
    private const string NoLabel = "Leave it out: what tells single events apart belongs into the log.";

    private static readonly Dictionary<string, string> Advice = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@t"] = NoLabel,
        ["@m"] = "Use the message template, @mt, or a property.",
        ["@x"] = "Use ExceptionType(@x).",
        ["@i"] = NoLabel,
        ["@tr"] = NoLabel,
        ["@sp"] = NoLabel,
    };

    private static readonly string[] Paths = ["Path", "RequestPath", "Url", "Uri", "RequestUri", "RequestUrl", "request_path", "uri_path"];

    private static readonly string[] Identities =
    [
        "Id", "RequestId", "TraceId", "SpanId", "CorrelationId", "ConnectionId", "SessionId", "UserId", "UserName", "CustomerId",
        "OrderId", "Email", "Ip", "ClientIp", "RemoteIp", "RemoteAddr", "request_id", "trace_id", "span_id", "correlation_id",
        "session_id", "user_id", "client_ip", "remote_addr",
    ];

    private static readonly string[] Measures = ["Elapsed", "ElapsedMilliseconds", "Duration", "duration_ms", "Bytes", "ContentLength"];

    static LabelAdvice()
    {
        foreach (var path in Paths) Advice[path] = $"Use Route({path}).";
        foreach (var identity in Identities) Advice[identity] = NoLabel;
        foreach (var measure in Measures) Advice[measure] = "Make it the value of a histogram.";
    }

    /// <param name="label">Its name.</param>
    /// <param name="value">Its expression.</param>
    /// <param name="file">Gets the warning.</param>
    public static void Check(string label, YamlNode value, RulesFile file)
    {
        if (value is YamlScalar scalar && Advice.TryGetValue(scalar.Value.Trim(), out var advice))
        {
            file.Warning(value.Position,
                $"label {label}: {scalar.Value.Trim()} may have any number of values, and every one is a series", advice);
        }
    }
}
