using LogPair.Processor.Parsing;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Whether there is a value at all. Null is one.</summary>
internal sealed class IsDefinedNode(Node value) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        Value.Boolean(!value.Evaluate(record, scratch).IsUndefined);
}
