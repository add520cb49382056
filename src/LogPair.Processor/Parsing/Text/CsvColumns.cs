namespace LogPair.Processor.Parsing.Text;

/// <summary>Cuts lines into columns, as RFC 4180 says, whatever stands between them.</summary>
/// <remarks>
/// A column that begins with a quote goes up to the closing one, a quote within it being doubled. Spaces belong to the
/// column. A quote that ends a column and was not opened is not in order: there ends what began on a line before.
/// </remarks>
internal ref struct CsvColumns
{
    private const byte Quote = (byte)'"';

    private readonly ReadOnlySpan<byte> _line;
    private readonly byte _delimiter;

    // Past the delimiter that ended the last column; past the line's length when there are no more; negative when the
    // quotes are not in order.
    private int _next;

    public CsvColumns(ReadOnlySpan<byte> line, byte delimiter)
    {
        _line = line;
        _delimiter = delimiter;
        _next = LineStart.Of(line);
    }

    /// <summary>The column that was read last, without its quotes.</summary>
    public Range Current { get; private set; }

    /// <summary>Whether it stood in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Whether it has doubled quotes in it.</summary>
    public bool HasQuotes { get; private set; }

    /// <summary>Whether the quotes of the line are not in order.</summary>
    public readonly bool IsBroken => _next < 0;

    public bool TryRead()
    {
        if (_next < 0 || _next > _line.Length) return false;

        IsQuoted = _next < _line.Length && _line[_next] == Quote;
        HasQuotes = false;
        if (IsQuoted) return TryReadQuoted(_next + 1);

        var length = _line[_next..].IndexOf(_delimiter);
        var end = length < 0 ? _line.Length : _next + length;
        Current = _next..end;
        var isOpened = _line[_next..end] is not [.., Quote] column || column.Count(Quote) % 2 == 0;
        _next = isOpened ? end + 1 : -1;
        return isOpened;
    }

    /// <summary>Copies a column with its doubled quotes made one.</summary>
    /// <returns>Bytes written, fewer than the column has.</returns>
    public static int Unquote(ReadOnlySpan<byte> column, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < column.Length; i++)
        {
            destination[written++] = column[i];
            if (column[i] == Quote) i++;
        }

        return written;
    }

    private bool TryReadQuoted(int start)
    {
        var at = start;
        while (_line[at..].IndexOf(Quote) is >= 0 and var length)
        {
            at += length;
            if (at + 1 == _line.Length || _line[at + 1] == _delimiter)
            {
                Current = start..at;
                _next = at + 2;
                return true;
            }

            if (_line[at + 1] != Quote) break;

            HasQuotes = true;
            at += 2;
        }

        _next = -1;
        return false;
    }
}
