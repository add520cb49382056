using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Arithmetic of two numbers. Undefined for anything else, and where the result is not finite.</summary>
internal sealed class ArithmeticNode(Node left, Node right, Func<double, double, double> apply) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        TryNumber(record, scratch, out var number) ? Value.Number(number) : Value.Undefined;

    public override bool TryNumber(scoped in LogRecord record, TextScratch scratch, out double number)
    {
        number = 0;
        if (!left.TryNumber(record, scratch, out var l) || !right.TryNumber(record, scratch, out var r)) return false;

        // As Value.Number has it: there is no negative zero.
        number = apply(l, r) + 0.0;
        return double.IsFinite(number);
    }
}
