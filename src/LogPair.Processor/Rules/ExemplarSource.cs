using System.Buffers;
using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules;

/// <summary>Where a rule finds the trace that a record belongs to.</summary>
/// <param name="trace">Its id.</param>
/// <param name="span">The id of its span; null if nobody asks.</param>
internal sealed class ExemplarSource(Node trace, Node? span)
{
    /// <summary>
    /// Longest id in bytes. OpenMetrics allows 128 characters for names and values of an exemplar together.
    /// </summary>
    public const int MaxIdBytes = 50;

    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:/+=|@#~!$%&*()[]{}<>,; "u8);

    public ReadOnlySpan<byte> TraceId(scoped in LogRecord record, TextScratch scratch) =>
        Id(trace.Evaluate(record, scratch), scratch);

    public ReadOnlySpan<byte> SpanId(scoped in LogRecord record, TextScratch scratch) =>
        span is null ? default : Id(span.Evaluate(record, scratch), scratch);

    // What cannot be written as it is, is nobody's id.
    private static ReadOnlySpan<byte> Id(Value value, TextScratch scratch)
    {
        var id = value.ToLabel(scratch);
        return id.Length > MaxIdBytes || id.ContainsAnyExcept(Allowed) ? default : id;
    }
}
