using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>in</c> a list of the event. Undefined if the item is, or if there is no list.</summary>
internal sealed class InListNode(Node item, Node list, LetterCase letters) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var wanted = item.Evaluate(record, scratch);
        var structure = list.Evaluate(record, scratch);
        if (wanted.IsUndefined || structure.Kind != ValueKind.Structure || !JsonItems.IsList(structure.Bytes))
            return Value.Undefined;

        var items = new JsonItems(structure.Bytes);
        while (items.MoveNext())
        {
            if (Equality.Holds(JsonItems.ToValue(items.Value, scratch), wanted, letters, scratch)) return Value.Boolean(true);
        }

        return scratch.IsExhausted ? Value.Undefined : Value.Boolean(false);
    }
}
