namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A condition on a place, which takes no characters.</summary>
internal sealed record AssertionNode(AssertionKind Kind) : PatternNode
{
    public override bool IsNullable => true;
}
