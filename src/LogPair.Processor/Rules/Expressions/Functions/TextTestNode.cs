using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>A yes-or-no question about one text in another. Undefined if either is not text.</summary>
internal sealed class TextTestNode(Node text, Node pattern, LetterCase letters, TextTest test) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var t = text.Evaluate(record, scratch);
        var p = pattern.Evaluate(record, scratch);
        return t.IsText && p.IsText ? Value.Boolean(test(t.Bytes, p.Bytes, letters)) : Value.Undefined;
    }
}
