using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Makes a value of one text.</summary>
internal delegate Value TextFunction(ReadOnlySpan<byte> text, TextScratch scratch);
