using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>like</c>. Undefined for anything but text.</summary>
internal sealed class LikeNode(Node operand, LikePattern pattern) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var text = operand.Evaluate(record, scratch);
        return text.IsText ? Value.Boolean(pattern.Matches(text.Bytes)) : Value.Undefined;
    }
}
