namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>-operand</c>.</summary>
internal sealed record NegateExpression(int Start, Expression Operand) : Expression(Start, Operand.Depth + 1);
