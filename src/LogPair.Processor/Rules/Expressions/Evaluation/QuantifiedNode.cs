using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>
/// Whether a condition is true of any or of all elements of a list, or members of an object. Undefined of anything else,
/// and once a record has used up its <see cref="TextScratch.TrySpend">effort</see>.
/// </summary>
internal sealed class QuantifiedNode(Node collection, int slot, Node condition, Quantifier quantifier) : Node
{
    // What an element costs beyond its bytes, so that about 4000 small ones are looked at.
    private const int EffortOfElement = 1024;

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var structure = collection.Evaluate(record, scratch);
        if (structure.Kind != ValueKind.Structure) return Value.Undefined;

        var decides = quantifier == Quantifier.Any;
        var hasNames = !JsonItems.IsList(structure.Bytes);
        var items = new JsonItems(structure.Bytes);
        while (items.MoveNext())
        {
            if (hasNames && JsonItems.IsTypeTag(items.Name)) continue;
            if (!scratch.TrySpend(EffortOfElement + items.Value.Length)) return Value.Undefined;

            scratch.SetElement(slot, items.Value);
            var mark = scratch.Mark();
            var holds = condition.Evaluate(record, scratch).IsTrue;
            scratch.Release(mark);
            if (scratch.IsExhausted) return Value.Undefined;
            if (holds == decides) return Value.Boolean(decides);
        }

        return Value.Boolean(!decides);
    }
}
