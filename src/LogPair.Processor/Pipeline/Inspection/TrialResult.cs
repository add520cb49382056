namespace LogPair.Processor.Pipeline.Inspection;

/// <summary>What an expression makes of some lines.</summary>
/// <param name="Problems">What is wrong with the expression, with the character it is at; then there are no values.</param>
/// <param name="Values">One for each line.</param>
internal sealed record TrialResult(IReadOnlyList<TrialProblem> Problems, IReadOnlyList<TrialValue> Values);
