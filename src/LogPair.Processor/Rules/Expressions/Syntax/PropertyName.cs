namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>A property of the event.</summary>
internal sealed record PropertyName(int Start, string Name) : Expression(Start, Depth: 1);
