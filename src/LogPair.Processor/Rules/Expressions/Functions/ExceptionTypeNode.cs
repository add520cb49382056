using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// The type at the start of an exception's text: up to the first colon or white space. Undefined if not text.
/// </summary>
/// <remarks>Python's traceback ends with its type: there, the last line that is not indented counts.</remarks>
internal sealed class ExceptionTypeNode(Node exception) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = exception.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        var text = value.Bytes;
        if (text.StartsWith("Traceback (most recent call last)"u8)) text = LastUnindented(text);
        var end = text.IndexOfAny(": \t\r\n"u8);
        return Value.Text(end < 0 ? text : text[..end]);
    }

    private static ReadOnlySpan<byte> LastUnindented(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var start = text.LastIndexOf((byte)'\n') + 1;
            var line = text[start..].TrimEnd("\r"u8);
            if (!line.IsEmpty && line[0] is not ((byte)' ' or (byte)'\t')) return line;

            text = text[..Math.Max(0, start - 1)];
        }

        return text;
    }
}
