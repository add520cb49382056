namespace LogPair.Processor.Parsing.Patterns;

/// <summary>One part after the other; none is the empty pattern.</summary>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Parts) : PatternNode
{
    public override bool IsNullable { get; } = Parts.All(part => part.IsNullable);
}
