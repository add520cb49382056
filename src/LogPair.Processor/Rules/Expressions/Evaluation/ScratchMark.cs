namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>How much of a <see cref="TextScratch"/> was taken at some moment.</summary>
/// <param name="Bytes">The array it had then.</param>
/// <param name="Used">Bytes taken of it.</param>
internal readonly record struct ScratchMark(byte[] Bytes, int Used);
