using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Length of text in UTF-16 units. Undefined for anything else.</summary>
internal sealed class LengthNode(Node text) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        return value.IsText ? Value.Number(Utf8Text.Utf16Length(value.Bytes)) : Value.Undefined;
    }
}
