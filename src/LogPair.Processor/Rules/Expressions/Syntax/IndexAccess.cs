namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>Target['name']</c>.</summary>
internal sealed record IndexAccess(int Start, Expression Target, Expression Index)
    : Expression(Start, Math.Max(Target.Depth, Index.Depth) + 1);
