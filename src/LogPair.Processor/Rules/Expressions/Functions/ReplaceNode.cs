using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A text with every occurrence of another one replaced. Undefined if one of them is not text, or empty.</summary>
internal sealed class ReplaceNode(Node[] arguments) : Node
{
    // A label has a thousand bytes; more than this comes of a mistake, or of somebody who wants the memory.
    private const int MaxLength = 16 * 1024 * 1024;

    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var text = arguments[0].Evaluate(record, scratch);
        var wanted = arguments[1].Evaluate(record, scratch);
        var replacement = arguments[2].Evaluate(record, scratch);
        if (!text.IsText || !wanted.IsText || !replacement.IsText || wanted.Bytes.IsEmpty) return Value.Undefined;

        var count = text.Bytes.Count(wanted.Bytes);
        if (count == 0) return text;

        var length = text.Bytes.Length + ((long)count * (replacement.Bytes.Length - wanted.Bytes.Length));
        if (length > MaxLength) return Value.Undefined;

        var space = scratch.Take((int)length);
        Replace(text.Bytes, wanted.Bytes, replacement.Bytes, space);
        return Value.Text(space);
    }

    private static void Replace(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> replacement, Span<byte> destination)
    {
        while (text.IndexOf(wanted) is var start and >= 0)
        {
            text[..start].CopyTo(destination);
            replacement.CopyTo(destination[start..]);
            destination = destination[(start + replacement.Length)..];
            text = text[(start + wanted.Length)..];
        }

        text.CopyTo(destination);
    }
}
