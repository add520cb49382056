namespace LogPair.Host.Doctor;

/// <summary>One thing that was found out.</summary>
/// <param name="Verdict">What to make of it.</param>
/// <param name="What">What was found, in plain words, without a final full stop.</param>
internal sealed record Finding(Verdict Verdict, string What)
{
    /// <summary>Why it matters; null where all is well.</summary>
    public string? Why { get; init; }

    /// <summary>What to do, a command where there is one; null where all is well.</summary>
    public string? Remedy { get; init; }

    public static Finding Ok(string what) => new(Verdict.Ok, what);

    /// <param name="what">Why it was not looked at.</param>
    public static Finding Skipped(string what) => new(Verdict.Skipped, what);

    public static Finding Warning(string what, string why, string remedy) =>
        new(Verdict.Warning, what) { Why = why, Remedy = remedy };

    public static Finding Failure(string what, string why, string remedy) =>
        new(Verdict.Failure, what) { Why = why, Remedy = remedy };
}
