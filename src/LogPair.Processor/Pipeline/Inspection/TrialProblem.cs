namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>Something wrong with an expression that was tried.</summary>
/// <param name="Column">Of the first character that is wrong, from 1.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">How to mend it, or empty.</param>
internal sealed record TrialProblem(int Column, string Message, string Hint);
