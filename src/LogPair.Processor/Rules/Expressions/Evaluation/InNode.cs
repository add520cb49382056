using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>in [...]</c>. Undefined if the item is; elements that are undefined do not exist.</summary>
internal sealed class InNode(Node item, Node[] elements, LetterCase letters) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var wanted = item.Evaluate(record, scratch);
        if (wanted.IsUndefined) return Value.Undefined;

        foreach (var element in elements)
        {
            var value = element.Evaluate(record, scratch);
            if (!value.IsUndefined && Equality.Holds(value, wanted, letters, scratch)) return Value.Boolean(true);
        }

        return scratch.IsExhausted ? Value.Undefined : Value.Boolean(false);
    }
}
