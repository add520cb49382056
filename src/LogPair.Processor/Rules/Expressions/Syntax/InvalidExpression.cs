namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Stands where parsing failed. The error is already reported.</summary>
internal sealed record InvalidExpression(int Start) : Expression(Start, Depth: 1);
