namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>What is wrong with an argument of a function, known when the rules are compiled.</summary>
/// <param name="Argument">From 0.</param>
/// <param name="Offset">Characters into it.</param>
/// <param name="Message">What is wrong, without a final full stop.</param>
/// <param name="Hint">How to mend it: a sentence, or empty.</param>
internal sealed record ArgumentProblem(int Argument, int Offset, string Message, string Hint);
