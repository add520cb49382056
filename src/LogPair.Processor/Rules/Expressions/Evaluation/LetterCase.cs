namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Whether the case of letters matters when text is compared: the <c>ci</c> of the language.</summary>
internal enum LetterCase
{
    Matters,

    /// <summary>Characters are equal if their upper-case forms are; the rules of no particular language.</summary>
    Ignored,
}
