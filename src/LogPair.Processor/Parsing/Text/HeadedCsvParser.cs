using System.Text;

namespace LogPair.Processor.Parsing.Text;

/// <summary>Lines of columns that the first line of the file names.</summary>
/// <remarks>
/// That line again, as in files that were joined or reopened, is a header too. It is not known from anything else, so a
/// file that is read from its middle must remember it.
/// </remarks>
internal sealed class HeadedCsvParser : IHeadedLineParser
{
    private readonly FlatFields _fields;
    private readonly byte _delimiter;
    private readonly byte[] _header;
    private readonly CsvParser? _rows;

    public HeadedCsvParser(FieldSet fields, byte delimiter)
        : this(new FlatFields(fields), delimiter, [])
    {
    }

    private HeadedCsvParser(FlatFields fields, byte delimiter, ReadOnlySpan<byte> header)
    {
        _fields = fields;
        _delimiter = delimiter;
        _header = header[LineStart.Of(header)..].ToArray();
        if (_header.Length > 0) _rows = new CsvParser(fields, Names(_header, delimiter), delimiter);
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

        return line[LineStart.Of(line)..].SequenceEqual(_header) ? ParseOutcome.Header : _rows.Parse(line, fields);
    }

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        var columns = new CsvColumns(line, _delimiter);
        while (columns.TryRead())
        {
        }

        return !columns.IsBroken;
    }

    private static List<string> Names(ReadOnlySpan<byte> header, byte delimiter)
    {
        var names = new List<string>();
        var columns = new CsvColumns(header, delimiter);
        while (columns.TryRead())
        {
            var name = Encoding.UTF8.GetString(header[columns.Current]);
            names.Add((columns.HasQuotes ? name.Replace("\"\"", "\"", StringComparison.Ordinal) : name).Trim());
        }

        return names;
    }
}
