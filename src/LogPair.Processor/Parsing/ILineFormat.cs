namespace LogPair.Processor.Parsing;

/// <summary>A way to read lines, with everything that can be said about it: <c>csv</c> with its columns, for example.</summary>
/// <remarks>Immutable, and checked when it was made.</remarks>
internal interface ILineFormat
{
    /// <summary>As rules write it.</summary>
    string Name { get; }

    /// <summary>Between columns that may be quoted as RFC 4180 says; null if it has none.</summary>
    byte? Delimiter { get; }

    /// <param name="fields">What the parser has to extract; complete.</param>
    ILineParser CreateParser(FieldSet fields);
}
