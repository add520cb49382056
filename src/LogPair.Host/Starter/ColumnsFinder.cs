using System.Text;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing.Text;

namespace LogPair.Host.Starter;

/// <summary>Knows a file of columns by its first line, which names them.</summary>
/// <remarks>More careful than a person would be: a sentence with commas is no header.</remarks>
internal static class ColumnsFinder
{
    private const int LeastColumns = 3;
    private const int MaxRows = 50;
    private const int LeastPercent = 80;
    private const int MaxNameLength = 60;

    private static readonly (byte Delimiter, string Format)[] Delimiters =
    [
        ((byte)',', "{ csv: { header: true } }"),
        ((byte)'\t', "{ tsv: { header: true } }"),
        ((byte)';', "{ csv: { header: true, delimiter: ';' } }"),
        ((byte)'|', "{ csv: { header: true, delimiter: '|' } }"),
    ];

    /// <param name="head">The first bytes of the file.</param>
    /// <param name="isWhole">Whether there are no others.</param>
    /// <param name="encoding">Of the file; only UTF-8 is looked at.</param>
    /// <returns>
    /// Value of <c>format</c>, percent of the rows that have as many columns, and how many rows were looked at.
    /// </returns>
    public static (string Format, int Percent, int Lines)? Find(
        ReadOnlySpan<byte> head, bool isWhole, TextEncoding encoding)
    {
        if (encoding != TextEncoding.Utf8) return null;

        var lines = Lines(ByteOrderMark.Strip(head), isWhole);
        if (lines.Count < 2) return null;

        foreach (var (delimiter, format) in Delimiters)
        {
            if (Names(lines[0], delimiter) is not { Count: >= LeastColumns } names || !IsHeader(names)) continue;

            var rows = lines.Count - 1;
            var alike = lines.Skip(1).Count(line => Names(line, delimiter)?.Count == names.Count);
            if (100 * alike / rows >= LeastPercent) return (format, 100 * alike / rows, rows);
        }

        return null;
    }

    private static List<byte[]> Lines(ReadOnlySpan<byte> head, bool isWhole)
    {
        var lines = new List<byte[]>();
        while (!head.IsEmpty && lines.Count <= MaxRows)
        {
            var length = head.IndexOf((byte)'\n');
            if (length < 0 && !isWhole) break;

            var line = length < 0 ? head : head[..length];
            head = length < 0 ? default : head[(length + 1)..];
            line = line.TrimEnd((byte)'\r');
            if (!line.IsEmpty) lines.Add(line.ToArray());
        }

        return lines;
    }

    private static List<string>? Names(byte[] line, byte delimiter)
    {
        var columns = new CsvColumns(line, delimiter);
        var names = new List<string>();
        while (columns.TryRead()) names.Add(Encoding.UTF8.GetString(line[columns.Current]).Trim());
        return columns.IsBroken ? null : names;
    }

    private static bool IsHeader(List<string> names) =>
        names.All(IsName) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;

    // Such as "Response time (ms)"; neither a number nor a time, and not a sentence.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && (char.IsLetter(name[0]) || name[0] is '_' or '@')
        && name.All(letter => char.IsLetterOrDigit(letter) || " _-.@()/%#".Contains(letter, StringComparison.Ordinal))
        && name.Count(letter => letter == ' ') <= 3;
}
