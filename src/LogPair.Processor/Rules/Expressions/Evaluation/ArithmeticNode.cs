using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Arithmetic of two numbers. Undefined for anything else, and where the result is not finite.</summary>
internal sealed class ArithmeticNode(Node left, Node right, Func<double, double, double> apply) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        left.Evaluate(record, scratch).TryGetNumber(out var l)
            && right.Evaluate(record, scratch).TryGetNumber(out var r)
            ? Value.Number(apply(l, r))
            : Value.Undefined;
}
