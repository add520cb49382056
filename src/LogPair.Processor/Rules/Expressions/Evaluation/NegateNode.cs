using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Unary minus. Undefined for anything but a number.</summary>
internal sealed class NegateNode(Node operand) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        operand.Evaluate(record, scratch).TryGetNumber(out var number) ? Value.Number(-number) : Value.Undefined;
}
