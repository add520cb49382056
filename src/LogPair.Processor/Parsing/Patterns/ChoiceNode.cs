namespace LogPair.Processor.Parsing.Patterns;

/// <summary>The first of several that leads to a match.</summary>
internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Choices) : PatternNode
{
    public override bool IsNullable { get; } = Choices.Any(choice => choice.IsNullable);
}
