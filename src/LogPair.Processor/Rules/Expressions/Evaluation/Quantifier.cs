namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Of how many elements something must be true.</summary>
internal enum Quantifier
{
    /// <summary><c>[?]</c>. Never true of an empty list.</summary>
    Any,

    /// <summary><c>[*]</c>. Always true of an empty list.</summary>
    All,
}
