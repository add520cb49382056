using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Length of text in UTF-16 units, or of a list in elements. Undefined for anything else.</summary>
internal sealed class LengthNode(Node text) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        if (value.IsText) return Value.Number(Utf8Text.Utf16Length(value.Bytes));

        return value.Kind == ValueKind.Structure && JsonItems.IsList(value.Bytes)
            ? Value.Number(new JsonItems(value.Bytes).Count())
            : Value.Undefined;
    }
}
