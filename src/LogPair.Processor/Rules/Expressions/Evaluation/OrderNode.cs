using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Less, greater and their kin. Only numbers have an order; anything else yields undefined.</summary>
internal sealed class OrderNode(Node left, Node right, Func<double, double, bool> holds) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        left.Evaluate(record, scratch).TryGetNumber(out var l)
            && right.Evaluate(record, scratch).TryGetNumber(out var r)
            ? Value.Boolean(holds(l, r))
            : Value.Undefined;
}
