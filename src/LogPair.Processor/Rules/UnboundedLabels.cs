using System.Text.RegularExpressions;
using LogPair.Processor.Rules.Yaml;

namespace LogPair.Processor.Rules;

/// <summary>Warns of labels that look as if they could have any number of values.</summary>
/// <remarks>Goes by the name of the property: nothing else is known before there are lines.</remarks>
internal static partial class UnboundedLabels
{
    private static readonly (string[] Names, string Advice)[] Suspects =
    [
        (["path", "url", "uri", "requestpath", "target", "referer", "referrer", "query"],
            "Fold what varies: Route({0})."),
        (["message", "msg", "exception", "stacktrace", "error", "text", "body"],
            "Leave it out, or use what the messages have in common, such as @mt or ExceptionType(@x)."),
        (["elapsed", "elapsedmilliseconds", "duration", "durationms", "latency", "bytes", "contentlength"],
            "Make it the value of a histogram."),
        (["timestamp", "time", "date", "ts"], "Leave it out: every sample has a time of its own."),
        (["user", "username", "email", "session", "token", "ip", "clientip", "remoteaddr", "guid", "uuid", "trace", "span",
            "id"],
            "Leave it out, count different ones with a metric of type distinct, or list the few that matter: "
            + "{{ value: {0}, closed: [...] }}."),
    ];

    private static readonly Dictionary<string, string> BuiltIns = new(StringComparer.Ordinal)
    {
        ["@m"] = "message",
        ["@x"] = "exception",
        ["@t"] = "time",
        ["@tr"] = "trace",
        ["@sp"] = "span",
        ["@r"] = "text",
    };

    public static void Warn(string label, YamlScalar value, RulesFile file)
    {
        // An expression that does anything with the property may be just what makes it bounded.
        var expression = value.Value.Trim();
        if (!PlainField().IsMatch(expression) || Advice(expression) is not { } advice) return;

        file.Warning(value.Position, $"the label {label} takes every value that {expression} has, and each is a series",
            string.Format(null, advice, expression));
    }

    /// <summary>Whether a label that is this expression and no more would be warned of.</summary>
    public static bool IsSuspect(string expression) => PlainField().IsMatch(expression) && Advice(expression) is not null;

    private static string? Advice(string field)
    {
        var last = LastWord().Match(field).Value;
        var name = BuiltIns.GetValueOrDefault(field, last).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        foreach (var (names, advice) in Suspects)
        {
            if (names.Contains(name)) return advice;
        }

        return IdSuffix().IsMatch(last) ? Suspects[^1].Advice : null;
    }

    [GeneratedRegex(@"^@?\w+(\.\w+|\['[^']*'\])*$")]
    private static partial Regex PlainField();

    [GeneratedRegex(@"\w+(?='?\]?$)")]
    private static partial Regex LastWord();

    // UserId, user_id, requestID: but not Paid.
    [GeneratedRegex("([a-z]I[dD]|[_-][iI][dD])$")]
    private static partial Regex IdSuffix();
}
