using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Whether a regular expression matches somewhere in a text. Undefined if it would cost too much.</summary>
internal sealed class IsMatchNode(Node text, Pattern pattern) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        var outcome = pattern.IsMatch(value.Bytes);
        return outcome == MatchOutcome.TooCostly ? scratch.TooCostly() : Value.Boolean(outcome == MatchOutcome.Match);
    }
}
