using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>operand like 'pattern'</c>, or <c>not like</c>.</summary>
internal sealed record LikeExpression(
    int Start, Expression Operand, Expression Pattern, LetterCase Letters, bool IsNegated)
    : Expression(Start, Math.Max(Operand.Depth, Pattern.Depth) + 1);
