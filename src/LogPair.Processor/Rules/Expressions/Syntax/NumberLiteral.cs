namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>A number without sign.</summary>
internal sealed record NumberLiteral(int Start, double Value) : Expression(Start, Depth: 1);
