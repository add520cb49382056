using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>if … then … else …</c>. Anything but true chooses the second branch.</summary>
internal sealed class ConditionalNode(Node condition, Node consequent, Node alternative) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        (condition.Evaluate(record, scratch).IsTrue ? consequent : alternative).Evaluate(record, scratch);
}
