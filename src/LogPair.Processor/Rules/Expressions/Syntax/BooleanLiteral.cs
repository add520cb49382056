namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanLiteral(int Start, bool Value) : Expression(Start, Depth: 1);
