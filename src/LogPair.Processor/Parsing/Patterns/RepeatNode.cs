namespace LogPair.Processor.Parsing.Patterns;

/// <summary>The same several times.</summary>
/// <param name="Body">What is repeated.</param>
/// <param name="Min">Least number of times.</param>
/// <param name="Max">Most; null for any number.</param>
/// <param name="IsLazy">Whether fewer are tried before more.</param>
internal sealed record RepeatNode(PatternNode Body, int Min, int? Max, bool IsLazy) : PatternNode
{
    public override bool IsNullable { get; } = Min == 0 || Body.IsNullable;
}
