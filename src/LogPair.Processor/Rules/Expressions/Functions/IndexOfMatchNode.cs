using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Where a regular expression matches, in UTF-16 units from 0; -1 for nowhere.</summary>
internal sealed class IndexOfMatchNode(Node text, Pattern pattern) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        Span<int> places = pattern.Places <= 64 ? stackalloc int[64] : new int[pattern.Places];
        return pattern.Match(value.Bytes, places[..pattern.Places]) switch
        {
            MatchOutcome.Match => Value.Number(Utf8Text.Utf16Length(value.Bytes[..places[0]])),
            MatchOutcome.NoMatch => Value.Number(-1),
            _ => scratch.TooCostly(),
        };
    }
}
