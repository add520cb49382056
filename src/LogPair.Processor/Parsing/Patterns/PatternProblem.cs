namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Why a regular expression is refused.</summary>
/// <param name="At">Characters of it before the place.</param>
/// <param name="Message">What is wrong, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
internal sealed record PatternProblem(int At, string Message, string Hint);
