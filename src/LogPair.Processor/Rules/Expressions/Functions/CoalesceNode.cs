using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>The first value that is neither null nor undefined, or else the last one.</summary>
internal sealed class CoalesceNode(Node[] values) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch)
    {
        for (var i = 0; i < values.Length - 1; i++)
        {
            var value = values[i].Evaluate(record, scratch);
            if (!value.IsNullOrUndefined) return value;
        }

        return values[^1].Evaluate(record, scratch);
    }
}
