namespace LogPair.Processor.Rules.Expressions;

/// <summary>Something wrong, or probably not meant, in the text of an expression.</summary>
/// <param name="Start">Characters before it.</param>
/// <param name="Message">What is wrong, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
/// <param name="Severity">Whether the expression can be used.</param>
internal sealed record ExpressionProblem(int Start, string Message, string Hint, ProblemSeverity Severity);
