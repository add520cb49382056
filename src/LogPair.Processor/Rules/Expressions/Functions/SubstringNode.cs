using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Part of a text, counted in UTF-16 units. A length beyond the end means up to the end.</summary>
/// <remarks>Undefined unless the start lies within the text and both numbers are whole and not negative.</remarks>
internal sealed class SubstringNode(Node[] arguments) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = arguments[0].Evaluate(record, scratch);
        if (!value.IsText || !TryGetCount(arguments[1].Evaluate(record, scratch), out var start))
            return Value.Undefined;

        var text = value.Bytes;
        if (start >= Utf8Text.Utf16Length(text)) return Value.Undefined;

        text = text[Utf8Text.ByteOffset(text, start)..];
        var length = arguments.Length == 3 ? arguments[2].Evaluate(record, scratch) : Value.Undefined;
        if (length.IsUndefined) return Value.Text(text);
        return TryGetCount(length, out var count)
            ? Value.Text(text[..Utf8Text.ByteOffset(text, count)])
            : Value.Undefined;
    }

    private static bool TryGetCount(Value value, out int count)
    {
        var isCount = value.TryGetNumber(out var number) && number is >= 0 and <= int.MaxValue
            && number == Math.Floor(number);
        count = isCount ? (int)number : 0;
        return isCount;
    }
}
