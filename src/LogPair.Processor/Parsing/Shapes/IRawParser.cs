namespace LogPair.Processor.Parsing.Shapes;

/// <summary>A parser that shapes can be learned from.</summary>
internal interface IRawParser : IShapedParser
{
    /// <summary>As <see cref="ILineParser.Parse"/>, but leaves the level as it stands in the line.</summary>
    /// <param name="line">As there.</param>
    /// <param name="fields">As there.</param>
    RawParse ParseRaw(ReadOnlySpan<byte> line, FieldBuffer fields);
}
