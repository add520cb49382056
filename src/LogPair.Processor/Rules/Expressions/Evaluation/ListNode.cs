using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>A list that is written in an expression. Elements that are undefined do not exist.</summary>
internal sealed class ListNode(Node[] elements) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var list = scratch.Take(2);
        "[]"u8.CopyTo(list);
        foreach (var element in elements)
        {
            var value = element.Evaluate(record, scratch);
            if (!value.IsUndefined) list = Append(list, value, scratch);
        }

        return Value.Structure(list);
    }

    private static Span<byte> Append(Span<byte> list, Value value, TextScratch scratch)
    {
        var bytes = value.Kind == ValueKind.Null ? "null"u8 : value.ToLabel(scratch);

        // A byte of text takes six in JSON at most.
        var longer = scratch.Take(list.Length + (bytes.Length * 6) + 3);
        list[..^1].CopyTo(longer);
        var written = list.Length - 1;
        if (written > 1) longer[written++] = (byte)',';
        written += value.IsText ? JsonQuote.Write(bytes, longer[written..]) : Copy(bytes, longer[written..]);
        longer[written++] = (byte)']';
        return longer[..written];
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}
