using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Texts joined. Undefined if one of them is not text.</summary>
internal sealed class ConcatNode(Node[] texts) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        var joined = texts[0].Evaluate(record, scratch);
        for (var i = 1; i < texts.Length && joined.IsText; i++)
        {
            joined = Join(joined, texts[i].Evaluate(record, scratch), scratch);
        }

        return joined.IsText ? joined : Value.Undefined;
    }

    private static Value Join(Value left, Value right, TextScratch scratch)
    {
        if (!right.IsText) return Value.Undefined;

        var space = scratch.Take(left.Bytes.Length + right.Bytes.Length);
        left.Bytes.CopyTo(space);
        right.Bytes.CopyTo(space[left.Bytes.Length..]);
        return Value.Text(space);
    }
}
