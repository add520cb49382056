namespace LogPair.Processor.Parsing;

/// <summary>Where one field's value lies.</summary>
/// <param name="Start">
/// Bytes from the start of the line; for text, past the opening quote. Negative for a value that does not stand in the
/// line: the complement of its place in the scratch space of the <see cref="FieldBuffer"/>.
/// </param>
/// <param name="Length">Bytes; for text, without the quotes.</param>
/// <param name="Kind">How to read the bytes.</param>
internal readonly record struct FieldSlice(int Start, int Length, FieldKind Kind);
