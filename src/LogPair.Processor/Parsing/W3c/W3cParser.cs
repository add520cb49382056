using System.Text;

namespace LogPair.Processor.Parsing.W3c;

/// <summary>W3C's extended log file format, which IIS writes.</summary>
/// <remarks>
/// The directive <c>#Fields:</c> names the columns of the lines after it. <c>@t</c> is made of the columns <c>date</c> and
/// <c>time</c>, which are in UTC. Source: W3C working draft WD-logfile-960323; Microsoft's IIS documentation for plus signs.
/// </remarks>
internal sealed class W3cParser : IHeadedLineParser
{
    // A name that no column can have.
    private const string DateAndTime = "date time";

    private readonly FieldSet _fields;
    private readonly FlatFields _flat;
    private readonly W3cColumn[] _columns;
    private readonly int[] _moment;
    private readonly int _date;
    private readonly int _time;

    /// <param name="fields">What is asked for.</param>
    /// <param name="names">Of the columns; none until a directive names them.</param>
    public W3cParser(FieldSet fields, IReadOnlyList<string> names)
    {
        _fields = fields;
        _flat = new FlatFields(fields, ("@t", DateAndTime));
        _columns = [.. names.Select(name => new W3cColumn(name, _flat))];
        _moment = _flat.Find(DateAndTime);
        _date = Array.FindIndex(_columns, column => column.Name == "date");
        _time = Array.FindIndex(_columns, column => column.Name == "time");
    }

    /// <summary>The names that a directive has, or that are given without one.</summary>
    public static string[] Names(string columns)
    {
        if (columns.StartsWith(W3cLine.FieldsDirective, StringComparison.OrdinalIgnoreCase))
            columns = columns[W3cLine.FieldsDirective.Length..];
        return columns.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    public ILineParser With(ReadOnlySpan<byte> header) =>
        W3cLine.IsFields(header) ? new W3cParser(_fields, Names(Encoding.UTF8.GetString(header))) : this;

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        if (line is [(byte)'#', ..]) return W3cLine.IsFields(line) ? ParseOutcome.Header : ParseOutcome.Comment;
        if (LineStart.IsBlank(line)) return ParseOutcome.Blank;
        if (_columns.Length == 0 || !TryRead(line, fields)) return ParseOutcome.Mismatch;

        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private bool TryRead(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var cursor = new LineCursor(line);
        Range date = default;
        Range time = default;
        for (var i = 0; i < _columns.Length; i++)
        {
            if (!W3cLine.TryTakeValue(ref cursor, isFirst: i == 0, out var value, out var isQuoted)) return false;

            if (i == _date) date = value;
            if (i == _time) time = value;
            _columns[i].Write(line, value, isQuoted, fields);
        }

        if (_moment.Length > 0 && _date >= 0 && _time >= 0) WriteMoment(line[date], line[time], fields);
        return cursor.Rest.IndexOfAnyExcept(" \t"u8) < 0;
    }

    private void WriteMoment(ReadOnlySpan<byte> date, ReadOnlySpan<byte> time, FieldBuffer fields)
    {
        var text = fields.Take(date.Length + 1 + time.Length);
        date.CopyTo(text);
        text[date.Length] = (byte)' ';
        time.CopyTo(text[(date.Length + 1)..]);
        fields.Set(_moment, fields.Made(text.Length, FieldKind.Text));
    }
}
