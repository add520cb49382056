namespace LogPair.Processor.Parsing;

/// <summary>What is wrong with what a rules file says about a format.</summary>
/// <param name="Parameter">Where; null for the format as a whole.</param>
/// <param name="Message">What, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
internal readonly record struct FormatProblem(string? Parameter, string Message, string Hint);
