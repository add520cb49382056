using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>
/// The negation within <c>&lt;&gt;</c>, <c>not in</c> and <c>not like</c>: undefined stays undefined.
/// </summary>
internal sealed class StrictNotNode(Node operand) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = operand.Evaluate(record, scratch);
        return value.Kind == ValueKind.Boolean ? Value.Boolean(!value.IsTrue) : Value.Undefined;
    }
}
