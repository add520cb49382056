namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>Text in single quotes.</summary>
internal sealed record TextLiteral(int Start, string Value) : Expression(Start, Depth: 1);
