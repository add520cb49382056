using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Finds <paramref name="pattern"/>.</summary>
/// <returns>Bytes before it, or -1.</returns>
internal delegate int TextSearch(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, LetterCase letters);
