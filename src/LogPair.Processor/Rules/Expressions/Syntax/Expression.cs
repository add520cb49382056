namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary>A parsed expression, or a part of one.</summary>
/// <param name="Start">Characters before it, for messages.</param>
/// <param name="Depth">Levels of the tree below and including this one; bounded by the parser.</param>
internal abstract record Expression(int Start, int Depth);
