using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>=</c>. Undefined if either side is.</summary>
internal sealed class EqualNode(Node left, Node right, LetterCase letters) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var l = left.Evaluate(record, scratch);
        var r = right.Evaluate(record, scratch);
        if (l.IsUndefined || r.IsUndefined) return Value.Undefined;

        var areEqual = Equality.Holds(l, r, letters, scratch);
        return scratch.IsExhausted ? Value.Undefined : Value.Boolean(areEqual);
    }
}
