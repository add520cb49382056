namespace LogPair.Processor.Parsing;

/// <summary>Is told that lines of a format may have a field.</summary>
/// <param name="name">UTF-8, as the format writes it; valid during the call.</param>
internal delegate void FieldNameListener(ReadOnlySpan<byte> name);
