using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Syntax;

/// <summary><c>Target[?]</c> or <c>Target[*]</c>, as it is written; <see cref="Wildcards"/> takes it out of the tree.</summary>
internal sealed record WildcardAccess(int Start, Expression Target, Quantifier Quantifier)
    : Expression(Start, Target.Depth + 1);
