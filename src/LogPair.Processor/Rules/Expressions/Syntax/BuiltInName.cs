namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>A built-in field of the event.</summary>
/// <param name="Start">Characters before it.</param>
/// <param name="Name">With its <c>@</c>.</param>
internal sealed record BuiltInName(int Start, string Name) : Expression(Start, Depth: 1);
