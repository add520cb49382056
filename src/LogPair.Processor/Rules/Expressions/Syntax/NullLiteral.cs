namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>null</c>.</summary>
internal sealed record NullLiteral(int Start) : Expression(Start, Depth: 1);
