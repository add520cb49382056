namespace LogPair.Processor.Parsing;

/// <summary>A format that is told by how its parser is made.</summary>
internal sealed class LineFormat(string name, Func<FieldSet, ILineParser> create) : ILineFormat
{
    public string Name => name;

    public byte? Delimiter { get; init; }

    public ILineParser CreateParser(FieldSet fields) => create(fields);
}
