namespace LogPair.Processor.Parsing;

/// <summary>Whether something holds of a line.</summary>
/// <param name="line">Without its line feed.</param>
internal delegate bool LineTest(ReadOnlySpan<byte> line);
