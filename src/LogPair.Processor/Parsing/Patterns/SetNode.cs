namespace LogPair.Processor.Parsing.Patterns;

/// <summary>One character of a set.</summary>
internal sealed record SetNode(RuneSet Set) : PatternNode
{
    public override bool IsNullable => false;
}
