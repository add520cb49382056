namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>[a, b]</c>.</summary>
internal sealed record ListLiteral(int Start, IReadOnlyList<Expression> Elements)
    : Expression(Start, Elements.Select(element => element.Depth).DefaultIfEmpty().Max() + 1);
