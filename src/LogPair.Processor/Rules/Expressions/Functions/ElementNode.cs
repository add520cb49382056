using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>An element of a list by its number from 0, or a member of an object by its name. Undefined if there is none.</summary>
internal sealed class ElementNode(Node target, Node index) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var structure = target.Evaluate(record, scratch);
        var i = index.Evaluate(record, scratch);
        if (structure.Kind != ValueKind.Structure) return Value.Undefined;

        if (!JsonItems.IsList(structure.Bytes))
            return i.IsText ? Member(structure.Bytes, i.Bytes, scratch) : Value.Undefined;

        return i.TryGetNumber(out var number) && number >= 0 && number == Math.Floor(number)
            ? Element(structure.Bytes, number, scratch)
            : Value.Undefined;
    }

    private static Value Element(ReadOnlySpan<byte> list, double number, TextScratch scratch)
    {
        var items = new JsonItems(list);
        for (; items.MoveNext(); number--)
        {
            if (number == 0) return JsonItems.ToValue(items.Value, scratch);
        }

        return Value.Undefined;
    }

    private static Value Member(ReadOnlySpan<byte> members, ReadOnlySpan<byte> name, TextScratch scratch)
    {
        var found = JsonItems.Member(members, name, scratch);
        return found.IsEmpty ? Value.Undefined : JsonItems.ToValue(found, scratch);
    }
}
