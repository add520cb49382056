namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>operand is null</c>, or <c>is not null</c>.</summary>
internal sealed record IsNullExpression(int Start, Expression Operand, bool IsNegated)
    : Expression(Start, Operand.Depth + 1);
