using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Whether a condition is true of any or of all elements: what a wildcard means.</summary>
/// <param name="Start">Characters before the wildcard.</param>
/// <param name="Collection">The list or object.</param>
/// <param name="Slot">Of the <see cref="CurrentElement"/> within the condition.</param>
/// <param name="Condition">What must be true.</param>
/// <param name="Quantifier">Of how many.</param>
/// <param name="IsNegated">For <c>not like</c>, which denies the whole.</param>
internal sealed record QuantifiedExpression(
    int Start, Expression Collection, int Slot, Expression Condition, Quantifier Quantifier, bool IsNegated)
    : Expression(Start, Math.Max(Collection.Depth, Condition.Depth) + 1);
