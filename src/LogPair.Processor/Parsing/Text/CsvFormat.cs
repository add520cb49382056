namespace LogPair.Processor.Parsing.Text;

/// <summary>The formats <c>csv</c> and <c>tsv</c>: what may be said about them.</summary>
internal static class CsvFormat
{
    private static readonly FormatParameter Columns = new("columns", ParameterKind.List);
    private static readonly FormatParameter Header = new("header", ParameterKind.Flag);
    private static readonly FormatParameter Delimiter = new("delimiter", ParameterKind.Text);

    public static FormatDefinition Csv { get; } = new()
    {
        Name = "csv",
        Summary = "columns between commas, or another delimiter",
        Parameters = [Columns, Header, Delimiter],
        Create = arguments => Create("csv", arguments.Text(Delimiter.Name) ?? ",", arguments),
    };

    public static FormatDefinition Tsv { get; } = new()
    {
        Name = "tsv",
        Summary = "columns between tabs",
        Parameters = [Columns, Header],
        Create = arguments => Create("tsv", "tab", arguments),
    };

    private static LineFormat? Create(string name, string delimiter, FormatArguments arguments)
    {
        var columns = arguments.List(Columns.Name);
        CheckColumns(name, columns, arguments);
        var mark = SeparatorText.Read(delimiter);
        if (mark is not [(>= ' ' or '\t') and <= '~' and not '"'])
        {
            arguments.Fail(
                Delimiter.Name, $"delimiter must be one ASCII character other than a quote, not '{delimiter}'",
                "Write it as it is, or tab.");
        }

        if (arguments.Problems.Count > 0) return null;

        var separator = (byte)mark[0];
        return new LineFormat(name, CreateParser) { Delimiter = separator };

        ILineParser CreateParser(FieldSet fields) => columns.Count == 0
            ? new HeadedCsvParser(fields, separator)
            : new CsvParser(new FlatFields(fields), columns, separator);
    }

    private static void CheckColumns(string name, IReadOnlyList<string> columns, FormatArguments arguments)
    {
        var isHeaded = arguments.Flag(Header.Name);
        if (columns.Count == 0 && !isHeaded)
        {
            arguments.Fail(null, $"the format {name} needs the names of its columns",
                $"Write {{ {name}: {{ header: true }} }} if the first line of a file names them, "
                + "else columns: [time, …].");
        }
        else if (columns.Count > 0 && isHeaded)
        {
            arguments.Fail(Header.Name, "header and columns both name the columns",
                "Leave out columns; or leave out header if the files have none.");
        }

        var again = columns.Where(column => column.Length > 0)
            .GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (again is not null)
        {
            arguments.Fail(Columns.Name, $"the column '{again.Key}' is named twice",
                "Give it another name, or '' to pass it over.");
        }
    }
}
