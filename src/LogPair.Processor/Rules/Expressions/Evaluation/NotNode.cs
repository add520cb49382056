using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>not</c>. True of undefined, so that <c>not StartsWith(Missing, 'x')</c> holds.</summary>
internal sealed class NotNode(Node operand) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = operand.Evaluate(record, scratch);
        return value.Kind switch
        {
            ValueKind.Undefined => Value.Boolean(true),
            ValueKind.Boolean => Value.Boolean(!value.IsTrue),
            _ => Value.Undefined,
        };
    }
}
