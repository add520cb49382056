namespace LogPair.Processor.Framing.Multiline;

/// <summary>How lines become events. Immutable.</summary>
/// <param name="Join">Which lines belong together.</param>
internal sealed record MultilineRule(ILineJoin Join)
{
    /// <summary>Longest event in lines, unless said otherwise.</summary>
    /// <remarks>A deep stack trace with its causes has 300; Fluent Bit and Logstash stop at 500 too.</remarks>
    public const int DefaultMaxLines = 500;

    /// <summary>After how much silence the last event of a segment is complete, unless said otherwise.</summary>
    /// <remarks>Writers bring the lines of an event in one go; a second is what a stalled disk takes at times.</remarks>
    public static TimeSpan DefaultFlushAfter { get; } = TimeSpan.FromSeconds(1);

    public TimeSpan FlushAfter { get; init; } = DefaultFlushAfter;

    /// <summary>What follows begins another event.</summary>
    public int MaxLines { get; init; } = DefaultMaxLines;
}
