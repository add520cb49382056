namespace LogPair.Processor.Parsing;

/// <summary>Where one field's value lies in its line.</summary>
/// <param name="Start">Bytes from the start of the line; for text, past the opening quote.</param>
/// <param name="Length">Bytes; for text, without the quotes.</param>
/// <param name="Kind">How to read the bytes.</param>
internal readonly record struct FieldSlice(int Start, int Length, FieldKind Kind);
