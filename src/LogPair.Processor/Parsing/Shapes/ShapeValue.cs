namespace LogPair.Processor.Parsing.Shapes;

/// <summary>Where a value of a line stands.</summary>
/// <param name="Start">Bytes from the start of the line, its opening quote or bracket included.</param>
/// <param name="End">Past its closing quote or bracket.</param>
/// <param name="Depth">Of the object that it is in, the outermost being 1.</param>
internal readonly record struct ShapeValue(int Start, int End, int Depth);
