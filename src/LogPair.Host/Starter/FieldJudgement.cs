using LogPair.Processor.Rules;

namespace LogPair.Host.Starter;

/// <summary>What a field is good for, and why.</summary>
/// <param name="Field">What was seen of it.</param>
/// <param name="Role">What it is good for.</param>
/// <param name="Why">For people; empty where the role says it all.</param>
internal readonly record struct FieldJudgement(FieldStatistics Field, FieldRole Role, string Why = "")
{
    /// <summary>Most values of a label.</summary>
    /// <remarks>With two such labels a metric is well below the default of maxSeries, 1000.</remarks>
    public const int MaxCategories = 20;

    private const double Nearly = 0.95;

    private static readonly string[] IdentityWords =
    [
        "id", "ids", "guid", "uuid", "user", "username", "email", "mail", "ip", "addr", "address", "session", "token",
        "trace", "span", "client", "customer", "account", "remote", "peer", "key", "hash", "nonce", "cookie",
        "password", "secret", "host", "hostname", "pid", "procid", "tid", "thread", "port", "connection", "correlation",
        "transaction", "phone",
    ];

    private static readonly string[] TextWords =
    [
        "message", "msg", "text", "body", "stack", "stacktrace", "exception", "referer", "referrer", "agent",
        "useragent", "query", "args", "description", "detail", "details", "reason", "caller", "file", "line", "lineno",
        "function", "template",
    ];

    private static readonly string[] GaugeWords =
    [
        "queue", "queued", "depth", "pending", "active", "inflight", "backlog", "connections", "goroutines", "threads",
        "heap", "usage", "utilization", "temperature", "occupancy", "workers", "remaining", "available", "free",
    ];

    private static readonly string[] MeaninglessWords =
    [
        "version", "v", "line", "lineno", "year", "sequence", "seq", "offset", "index", "nanoseconds", "ts", "time",
        "timestamp",
    ];

    private static readonly string[] Methods =
    [
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "MKCOL", "COPY",
        "MOVE", "LOCK", "UNLOCK", "PURGE", "REPORT", "SEARCH",
    ];

    public static FieldJudgement Of(FieldStatistics field)
    {
        var words = NameWords.Of(field.Name.Text);
        return field.Kind switch
        {
            ContentKind.Structure => new(field, FieldRole.Other, "a list or an object"),
            ContentKind.Timestamp => new(field, FieldRole.Other, "a time; every sample has one of its own"),
            ContentKind.Duration => new(field, FieldRole.Duration),
            ContentKind.Bytes => new(field, FieldRole.Size),
            ContentKind.Number => OfNumber(field, words),
            ContentKind.Boolean => OfCategory(field, words),
            _ => OfText(field, words),
        };
    }

    private static FieldJudgement OfNumber(FieldStatistics field, NameWords words)
    {
        if (IsStatus(field, words)) return new(field, FieldRole.Status);
        if (words.Has(IdentityWords) && !words.Has(GaugeWords))
            return new(field, FieldRole.Identity, "an id or an address by its name");

        if (!field.HasNegative && DurationUnit.Of(field, words) is not null) return new(field, FieldRole.Duration);
        if (!field.HasNegative && field.IsWhole && IsSize(words)) return new(field, FieldRole.Size);
        if (words.Has(MeaninglessWords)) return new(field, FieldRole.Other, "a number that says nothing in sum");
        return words.Has(GaugeWords)
            ? new(field, FieldRole.Level)
            : new(field, FieldRole.Quantity, "a number of a unit that its name does not tell");
    }

    private static FieldJudgement OfText(FieldStatistics field, NameWords words)
    {
        if (IsMethod(field, words)) return new(field, FieldRole.Method);
        if (IsPath(field, words)) return new(field, FieldRole.Path);
        if (field.Shapes.HaveIdentities) return new(field, FieldRole.Identity, "ids, addresses or e-mails");
        return field.Shapes.HaveSentences ? new(field, FieldRole.Other, "free text") : OfCategory(field, words);
    }

    private static FieldJudgement OfCategory(FieldStatistics field, NameWords words)
    {
        if (words.Has(TextWords)) return new(field, FieldRole.Other, "free text by its name");
        if (words.Has(IdentityWords))
            return new(field, FieldRole.Identity, "an id, a person or an address by its name");
        if (UnboundedLabels.IsSuspect(field.Name.Expression))
            return new(field, FieldRole.Other, "any number of values by its name");
        if (field.Distinct == 1) return new(field, FieldRole.Other, "always the same");
        if (field.Distinct > MaxCategories) return new(field, FieldRole.Other, "too many values for a label");

        // What has as many values as records is no category, however few there are.
        return field.Distinct * 2 > field.Count
            ? new(field, FieldRole.Other, "hardly any value comes twice")
            : new(field, FieldRole.Category);
    }

    private static bool IsStatus(FieldStatistics field, NameWords words) =>
        (words.Has("status", "statuscode") || words.Joined is "s" or "httpcode" or "responsecode")
        && !words.Has("win32", "substatus", "sub") && field.IsWhole && field.Least >= 100 && field.Greatest <= 599;

    private static bool IsMethod(FieldStatistics field, NameWords words) =>
        (words.Has("method", "verb") || words.Joined == "m") && field.Distinct <= MaxCategories
        && field.Values.Where(pair => Methods.Contains(pair.Key)).Sum(pair => pair.Value) >= field.Count * Nearly;

    private static bool IsPath(FieldStatistics field, NameWords words) =>
        (words.Has("path", "url", "uri", "route", "endpoint", "target", "requestpath") || words.Joined is "u")
        && !words.Has("referer", "referrer", "file", "source", "log", "physical")
        && field.Paths.Count >= field.Count * Nearly;

    private static bool IsSize(NameWords words) =>
        words.Has("bytes") || (words.Has("size", "length")
            && words.Has("request", "response", "body", "content", "payload", "message"));
}
