using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// The type at the start of an exception's text: up to the first colon or white space. Undefined if not text.
/// </summary>
internal sealed class ExceptionTypeNode(Node exception) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = exception.Evaluate(record, scratch);
        if (!value.IsText) return Value.Undefined;

        var text = value.Bytes;
        var end = text.IndexOfAny(": \t\r\n"u8);
        return Value.Text(end < 0 ? text : text[..end]);
    }
}
