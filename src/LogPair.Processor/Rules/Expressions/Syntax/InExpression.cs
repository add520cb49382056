using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>item in [a, b]</c>, or <c>not in</c>.</summary>
internal sealed record InExpression(
    int Start, Expression Item, Expression List, LetterCase Letters, bool IsNegated)
    : Expression(Start, Math.Max(Item.Depth, List.Depth) + 1);
