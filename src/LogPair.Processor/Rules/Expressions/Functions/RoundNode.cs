using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// A number rounded to decimal places, halves to the even digit. Undefined if places are not within 0 to 28.
/// </summary>
internal sealed class RoundNode(Node number, Node places) : Node
{
    // Beyond this a double has no decimal places to round.
    private const double LargestWithPlaces = 1L << 53;

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        if (!number.Evaluate(record, scratch).TryGetNumber(out var n)
            || !places.Evaluate(record, scratch).TryGetNumber(out var p)
            || p is < 0 or > 28)
        {
            return Value.Undefined;
        }

        // In decimal, so that 1.435 is a half and not the nearest double to it.
        return Value.Number(Math.Abs(n) < LargestWithPlaces ? (double)Math.Round((decimal)n, (int)p) : n);
    }
}
