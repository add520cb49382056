namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A part whose place is remembered.</summary>
/// <param name="Group">Number from 0 in <see cref="PatternGroups"/>, which is not yet that of the program.</param>
/// <param name="Body">The part.</param>
internal sealed record GroupNode(int Group, PatternNode Body) : PatternNode
{
    public override bool IsNullable { get; } = Body.IsNullable;
}
