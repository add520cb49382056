using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Asks something of <paramref name="text"/>.</summary>
internal delegate bool TextTest(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters);
