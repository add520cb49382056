namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>if condition then consequent else alternative</c>.</summary>
internal sealed record ConditionalExpression(
    int Start, Expression Condition, Expression Consequent, Expression Alternative)
    : Expression(Start, Math.Max(Condition.Depth, Math.Max(Consequent.Depth, Alternative.Depth)) + 1);
