namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>not operand</c>.</summary>
internal sealed record NotExpression(int Start, Expression Operand) : Expression(Start, Operand.Depth + 1);
