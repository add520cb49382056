namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Something to do when the way that was taken leads nowhere.</summary>
/// <param name="Instruction">The step to go on with; of a place to restore, the complement of its slot.</param>
/// <param name="At">Where in the text; of a place to restore, what it was.</param>
/// <param name="Least">Of a run, the least place where it may end; else unused.</param>
internal readonly record struct PendingStep(int Instruction, int At, int Least);
