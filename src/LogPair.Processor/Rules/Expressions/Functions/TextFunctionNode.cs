using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A function of one text. Undefined for anything else.</summary>
internal sealed class TextFunctionNode(Node text, TextFunction function) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var value = text.Evaluate(record, scratch);
        return value.IsText ? function(value.Bytes, scratch) : Value.Undefined;
    }
}
