using System.Text;

namespace LogPair.Processor.Parsing.Text;

/// <summary>The line that names the columns of a CSV file. Immutable.</summary>
internal sealed class CsvHeader
{
    // Columns of a line that are compared, beyond twice those that are known. Bounds what a hostile line costs.
    private const int MoreColumns = 16;

    private readonly byte[] _line;
    private readonly byte _delimiter;
    private readonly byte[] _first;
    private readonly byte[] _last;
    private readonly MemberTable _names;

    // Columns that have a name.
    private readonly int _count;

    /// <param name="line">Without a byte order mark; its quotes are in order.</param>
    /// <param name="delimiter">Between columns.</param>
    public CsvHeader(byte[] line, byte delimiter)
    {
        _line = line;
        _delimiter = delimiter;
        var names = new List<string>();
        var wanted = new WantedMembers();
        var columns = new CsvColumns(line, delimiter);
        while (columns.TryRead())
        {
            var name = Encoding.UTF8.GetString(line[columns.Current]);
            names.Add((columns.HasQuotes ? name.Replace("\"\"", "\"", StringComparison.Ordinal) : name).Trim());
            if (names[^1].Length > 0) wanted.Add([names[^1]], _count++);
        }

        Names = names;
        _names = wanted.ToTable();
        _first = line[..(line.AsSpan().IndexOf(delimiter) + 1)];
        _last = line[Math.Max(0, line.AsSpan().LastIndexOf(delimiter))..];
    }

    /// <summary>From left to right, without spaces around them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a line is this header, or another one that has more than half of its names.</summary>
    /// <param name="line">Any.</param>
    /// <param name="isRow">
    /// Whether it could be a row as well. Then it is a header only if its first or its last column says so too.
    /// </param>
    public bool IsAgain(ReadOnlySpan<byte> line, bool isRow)
    {
        line = line[LineStart.Of(line)..];
        if (line.SequenceEqual(_line)) return true;
        if (isRow && (_first.Length == 0 || !line.StartsWith(_first)) && !line.EndsWith(_last)) return false;

        var known = 0;
        var columns = new CsvColumns(line, _delimiter);
        for (var count = 0; columns.TryRead(); count++)
        {
            if (count > (2 * Names.Count) + MoreColumns) return false;
            if (_names.Find(line[columns.Current].Trim((byte)' ')) is not null) known++;
        }

        return !columns.IsBroken && known * 2 > _count;
    }
}
