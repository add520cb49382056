namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A compiled pattern: steps to take, the first of which may be any.</summary>
/// <param name="Instructions">Indexes in them are what steps name each other by.</param>
/// <param name="Start">The first step.</param>
/// <param name="Memos">How many of them remember where they have been.</param>
/// <param name="Slots">Places to remember: two a group.</param>
internal sealed record PatternProgram(Instruction[] Instructions, int Start, int Memos, int Slots);
