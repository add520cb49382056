namespace LogPair.Processor.Parsing.Text;

/// <summary>Lines of columns that the first line of the file names.</summary>
/// <remarks>
/// That line again, as in files that were joined or reopened, is a header too; so is one that has more than half of its
/// names, as another version of the writer has. It is not known from anything else, so a file that is read from its
/// middle, or that was truncated while its writer went on, must remember it.
/// </remarks>
internal sealed class HeadedCsvParser : IHeadedLineParser
{
    private readonly FlatFields _fields;
    private readonly byte _delimiter;
    private readonly byte[] _header;
    private readonly CsvParser? _rows;
    private readonly CsvHeader? _names;

    public HeadedCsvParser(FieldSet fields, byte delimiter)
        : this(new FlatFields(fields), delimiter, [])
    {
    }

    private HeadedCsvParser(FlatFields fields, byte delimiter, ReadOnlySpan<byte> header)
    {
        _fields = fields;
        _delimiter = delimiter;
        _header = header[LineStart.Of(header)..].ToArray();
        if (_header.Length == 0) return;

        _names = new CsvHeader(_header, delimiter);
        _rows = new CsvParser(fields, _names.Names, delimiter);
    }

    public ILineParser With(ReadOnlySpan<byte> header) => new HeadedCsvParser(_fields, _delimiter, header);

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        if (_rows is null)
        {
            fields.Clear(_fields.Slots);
            return LineStart.IsBlank(line) ? ParseOutcome.Blank
                : IsHeader(line) ? ParseOutcome.Header : ParseOutcome.Mismatch;
        }

        var outcome = _rows.Parse(line, fields);
        return _names!.IsAgain(line, outcome == ParseOutcome.Parsed) ? ParseOutcome.Header : outcome;
    }

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        var columns = new CsvColumns(line, _delimiter);
        while (columns.TryRead())
        {
        }

        return !columns.IsBroken;
    }
}
