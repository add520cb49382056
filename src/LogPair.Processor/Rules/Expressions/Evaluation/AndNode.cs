using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary><c>and</c>. What is not a boolean counts as false.</summary>
/// <remarks>The right side is evaluated only if the left is true.</remarks>
internal sealed class AndNode(Node left, Node right) : Node
{
    public override Value Evaluate(scoped in LogRecord record, TextScratch scratch) =>
        Value.Boolean(left.Evaluate(record, scratch).IsTrue && right.Evaluate(record, scratch).IsTrue);
}
