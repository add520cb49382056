namespace LogPair.Processor.Parsing;

/// <summary>Parsers by the name of their format, as rules and configuration write it.</summary>
internal static class ParserFactory
{
    public const string Auto = "auto";
    public const string Clef = "clef";
    public const string Json = "json";

    /// <summary>Every name that <see cref="Create"/> takes.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Auto, Clef, Json];

    /// <param name="format">One of <see cref="Formats"/>; checked where it was read.</param>
    /// <param name="fields">What the parser has to extract; complete.</param>
    public static ILineParser Create(string format, FieldSet fields) => format switch
    {
        Auto => new AutoParser(fields),
        Clef => new ClefParser(fields),
        Json => new JsonParser(fields),
        _ => throw new ArgumentException($"There is no format '{format}'.", nameof(format)),
    };
}
