namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>The element that a <see cref="QuantifiedExpression"/> is at.</summary>
/// <param name="Start">Characters before the wildcard that it stands for.</param>
/// <param name="Slot">Tells the elements of nested quantifiers apart.</param>
internal sealed record CurrentElement(int Start, int Slot) : Expression(Start, Depth: 1);
