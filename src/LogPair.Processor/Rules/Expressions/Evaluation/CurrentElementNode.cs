using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>The element that the enclosing <see cref="QuantifiedNode"/> is at.</summary>
internal sealed class CurrentElementNode(int slot) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        JsonItems.ToValue(scratch.Element(slot), scratch);
}
