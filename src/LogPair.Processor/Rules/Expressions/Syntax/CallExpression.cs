using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>Function(a, b)</c>.</summary>
internal sealed record CallExpression(int Start, string Function, IReadOnlyList<Expression> Arguments,
    LetterCase Letters)
    : Expression(Start, Arguments.Select(argument => argument.Depth).DefaultIfEmpty().Max() + 1);
