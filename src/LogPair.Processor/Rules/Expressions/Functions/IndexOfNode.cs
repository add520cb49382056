using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>
/// Where one text stands in another, in UTF-16 units from 0; -1 for nowhere. Undefined if either is not text.
/// </summary>
internal sealed class IndexOfNode(Node text, Node pattern, LetterCase letters, TextSearch search) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var t = text.Evaluate(record, scratch);
        var p = pattern.Evaluate(record, scratch);
        if (!t.IsText || !p.IsText) return Value.Undefined;

        var offset = search(t.Bytes, p.Bytes, letters);
        return Value.Number(offset < 0 ? -1 : Utf8Text.Utf16Length(t.Bytes[..offset]));
    }
}
