using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Patterns;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>What a group of a regular expression takes of a text. Undefined if nothing does.</summary>
internal sealed class MatchNode(Node text, Pattern pattern, int group) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        Span<int> places = pattern.Places <= 64 ? stackalloc int[64] : new int[pattern.Places];
        var outcome = pattern.Match(value.Bytes, places[..pattern.Places]);
        if (outcome == MatchOutcome.TooCostly) return scratch.TooCostly();
        if (outcome == MatchOutcome.NoMatch) return Value.Undefined;

        var (start, end) = (places[group * 2], places[(group * 2) + 1]);
        return start < 0 || end < start ? Value.Undefined : Value.Text(value.Bytes[start..end]);
    }
}
