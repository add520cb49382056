namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>Target.Name</c>.</summary>
internal sealed record MemberAccess(int Start, Expression Target, string Name) : Expression(Start, Target.Depth + 1);
