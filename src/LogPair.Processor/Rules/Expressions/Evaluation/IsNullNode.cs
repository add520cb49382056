using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>is null</c>: true of null and of undefined, always a boolean.</summary>
internal sealed class IsNullNode(Node operand) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        Value.Boolean(operand.Evaluate(record, scratch).IsNullOrUndefined);
}
