using LogPair.Processor.Rules.Expressions.Evaluation;
using LogPair.Processor.Rules.Expressions.Operators;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Two operands and what stands between them.</summary>
internal sealed record BinaryExpression(
    int Start, BinaryOperator Operator, Expression Left, Expression Right, LetterCase Letters)
    : Expression(Start, Math.Max(Left.Depth, Right.Depth) + 1);
