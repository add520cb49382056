namespace LogPair.Host.Starter;

/// <summary>The unit of a number that is a time.</summary>
/// <param name="Name">For people.</param>
/// <param name="PerSecond">How many make a second.</param>
/// <param name="IsKnown">Whether the name of the field says so; else it was guessed from its values.</param>
internal sealed record DurationUnit(string Name, double PerSecond, bool IsKnown)
{
    // Guesses: what takes ten minutes in a smaller unit is thought to be of the next.
    private const double ManyMilliseconds = 1e5;
    private const double ManyMicroseconds = 1e8;
    private const double ManySeconds = 100;

    private static readonly string[] DurationWords =
        ["duration", "elapsed", "latency", "took", "rt", "urt", "runtime", "taken"];

    // Of words that come before "time": response_time, but not start_time.
    private static readonly string[] Timed =
    [
        "request", "response", "process", "processing", "upstream", "wait", "connect", "header", "execution", "query",
        "run", "service", "handling", "backend", "queue", "read", "write", "total", "render",
    ];

    // Whose loggers write milliseconds without saying so: Serilog's Elapsed, pino's responseTime, IIS's time-taken.
    private static readonly string[] Milliseconds = ["elapsed", "responsetime", "timetaken"];

    // nginx's variables.
    private static readonly string[] Seconds =
        ["requesttime", "upstreamresponsetime", "upstreamconnecttime", "upstreamheadertime", "rt", "urt"];

    /// <returns>Null if it is no time that something took.</returns>
    public static DurationUnit? Of(FieldStatistics field, NameWords words)
    {
        if (field.Kind == ContentKind.Duration) return new("text with a unit", 1, IsKnown: true);

        var isDuration = words.Has(DurationWords) || (words.Has("time") && words.Has(Timed));
        var isNamed = words.All.Count > 1 || words.Last is "ms" or "elapsedms" or "durationms";
        var isClear = isDuration || words.Last is not ("s" or "sec");
        if (isNamed && isClear && UnitOf(words.Last) is { } named) return named;
        if (Glued(words.Joined) is { } glued) return glued;
        if (!isDuration) return null;
        if (Milliseconds.Contains(words.Joined)) return new("milliseconds", 1e3, IsKnown: true);
        if (Seconds.Contains(words.Joined) && !field.IsWhole) return new("seconds", 1, IsKnown: true);

        return Guess(field);
    }

    private static DurationUnit? UnitOf(string word) => word switch
    {
        "ms" or "msec" or "msecs" or "millis" or "milliseconds" => new("milliseconds", 1e3, IsKnown: true),
        "us" or "usec" or "micros" or "microseconds" => new("microseconds", 1e6, IsKnown: true),
        "ns" or "nsec" or "nanos" => new("nanoseconds", 1e9, IsKnown: true),
        "s" or "sec" or "secs" or "seconds" => new("seconds", 1, IsKnown: true),
        _ => null,
    };

    // elapsedms, durationMs in one word.
    private static DurationUnit? Glued(string joined)
    {
        var word = Array.Find(DurationWords, word => joined.StartsWith(word, StringComparison.Ordinal));
        return word is null ? null : UnitOf(joined[word.Length..]);
    }

    private static DurationUnit Guess(FieldStatistics field)
    {
        var middle = field.Quantile(0.5);
        if (!field.IsWhole && field.Greatest < ManySeconds) return new("seconds", 1, IsKnown: false);
        if (middle >= ManyMicroseconds || (field.IsWhole && field.Least >= ManyMilliseconds))
            return new("nanoseconds", 1e9, IsKnown: false);

        return middle >= ManyMilliseconds
            ? new("microseconds", 1e6, IsKnown: false)
            : new("milliseconds", 1e3, IsKnown: false);
    }
}
