using System.Buffers;
using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.Text;

/// <summary>Lines of <c>key=value</c>, as kr/logfmt, Go's log/slog, logrus and many others write them.</summary>
/// <remarks>
/// A value without quotes goes up to white space (<see cref="BareValue"/>), one in quotes is text with Go's escapes
/// (<see cref="GoText"/>); keys may be quoted too, as slog does. A key alone is true; a line of such keys only is none
/// of the format. Of equal keys the last counts. Source of the grammar: https://pkg.go.dev/github.com/kr/logfmt.
/// </remarks>
internal sealed class LogfmtParser : IRawParser
{
    private const byte Quote = (byte)'"';

    private static readonly byte[] Whites = [.. Enumerable.Range(0, ' ' + 1).Select(value => (byte)value)];
    private static readonly SearchValues<byte> ValueEnds = SearchValues.Create(Whites);
    private static readonly SearchValues<byte> KeyEnds = SearchValues.Create([.. Whites, (byte)'=', Quote]);

    private readonly FieldSet _wanted;
    private readonly FlatFields _fields;
    private readonly LevelField _level;

    public LogfmtParser(FieldSet fields)
    {
        _wanted = fields;
        _fields = new FlatFields(fields);
        _level = new LevelField(fields);
    }

    /// <summary>Whether a line is nothing but pairs, of which it has at least two, with plain names as keys.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> line)
    {
        var at = 0;
        for (var pairs = 0; ; pairs++)
        {
            at = PassWhites(line, at);
            if (at == line.Length) return pairs >= 2;

            var key = line[at..].IndexOf((byte)'=');
            if (key <= 0 || !IsName(line.Slice(at, key))) return false;

            at = PassValue(line, at + key + 1, out _, out _);
            if (at < 0) return false;
        }
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var outcome = Read(line, fields);
        if (outcome == ParseOutcome.Parsed) _level.Normalize(line, fields);
        return outcome;
    }

    public RawParse ParseRaw(ReadOnlySpan<byte> line, FieldBuffer fields) => new(Read(line, fields));

    private ParseOutcome Read(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_fields.Slots);
        var at = PassWhites(line, LineStart.Of(line));
        if (at == line.Length) return ParseOutcome.Blank;

        var hasPair = false;
        while (at < line.Length)
        {
            at = ReadPair(line, at, fields, ref hasPair);
            if (at < 0) return ParseOutcome.Mismatch;

            at = PassWhites(line, at);
        }

        if (!hasPair) return ParseOutcome.Mismatch;

        _fields.ChooseRaw(fields);
        return ParseOutcome.Parsed;
    }

    public LineShapes? CreateShapes() => new LearnedShapes<LogfmtValues>(this, _wanted);

    /// <inheritdoc cref="IValueGrammar.FindValues"/>
    public static void FindValues(ReadOnlySpan<byte> line, List<ShapeValue> values)
    {
        for (var at = PassWhites(line, LineStart.Of(line)); at < line.Length; at = PassWhites(line, at))
        {
            if (line[at] == Quote) at = QuotedText.End(line, at + 1, Quote, out _) + 1;
            else at = line[at..].IndexOfAny(KeyEnds) is >= 0 and var length ? at + length : line.Length;
            if (at == line.Length || line[at] != '=') continue;

            var start = at + 1;
            at = PassValue(line, start, out _, out _);
            values.Add(new ShapeValue(start, at, Depth: 1));
        }
    }

    /// <summary>Reads a key, and its value if it has one.</summary>
    /// <returns>The place past it; negative if it is neither.</returns>
    private int ReadPair(ReadOnlySpan<byte> line, int at, FieldBuffer fields, ref bool hasPair)
    {
        at = ReadKey(line, at, fields, out var slots);
        if (at < 0) return at;
        if (at == line.Length || line[at] != '=')
        {
            fields.Set(slots, new FieldSlice(at, 0, FieldKind.True));
            return at;
        }

        hasPair = true;
        var end = PassValue(line, at + 1, out var value, out var hasEscapes);
        if (end < 0 || slots.IsEmpty) return end;

        if (hasEscapes)
        {
            var text = line.Slice(value.Start, value.Length);
            value = fields.Made(GoText.Unescape(text, fields.Take(text.Length)), FieldKind.Text);
        }

        fields.Set(slots, value);
        return end;
    }

    private int ReadKey(ReadOnlySpan<byte> line, int start, FieldBuffer fields, out ReadOnlySpan<int> slots)
    {
        if (line[start] == Quote) return ReadQuotedKey(line, start + 1, fields, out slots);

        var length = line[start..].IndexOfAny(KeyEnds);
        var end = length < 0 ? line.Length : start + length;
        slots = _fields.Find(line[start..end]);
        return end == start || (end < line.Length && line[end] == Quote) ? -1 : end;
    }

    private int ReadQuotedKey(ReadOnlySpan<byte> line, int start, FieldBuffer fields, out ReadOnlySpan<int> slots)
    {
        slots = default;
        var end = QuotedText.End(line, start, Quote, out var hasEscapes);
        if (end < 0 || (end + 1 < line.Length && line[end + 1] != '=' && line[end + 1] > ' ')) return -1;

        var key = line[start..end];
        if (hasEscapes)
        {
            var room = fields.Take(key.Length);
            key = room[..GoText.Unescape(key, room)];
        }

        slots = _fields.Find(key);
        return end + 1;
    }

    /// <summary>Goes past a value.</summary>
    /// <param name="line">The whole line.</param>
    /// <param name="start">Past the equals sign.</param>
    /// <param name="value">What it is, still escaped.</param>
    /// <param name="hasEscapes">Whether there are escapes in it.</param>
    /// <returns>The place past it; negative if its quotes are not in order.</returns>
    private static int PassValue(ReadOnlySpan<byte> line, int start, out FieldSlice value, out bool hasEscapes)
    {
        if (start < line.Length && line[start] == Quote)
        {
            var quote = QuotedText.End(line, start + 1, Quote, out hasEscapes);
            value = quote < 0 ? default : new FieldSlice(start + 1, quote - start - 1, FieldKind.Text);
            return quote < 0 || (quote + 1 < line.Length && line[quote + 1] > ' ') ? -1 : quote + 1;
        }

        hasEscapes = false;
        var length = line[start..].IndexOfAny(ValueEnds);
        if (length < 0) length = line.Length - start;
        value = new FieldSlice(start, length, BareValue.KindOf(line.Slice(start, length)));
        return start + length;
    }

    private static int PassWhites(ReadOnlySpan<byte> line, int at)
    {
        while (at < line.Length && line[at] <= ' ') at++;
        return at;
    }

    private static bool IsName(ReadOnlySpan<byte> key)
    {
        if (!char.IsAsciiLetter((char)key[0]) && key[0] is not ((byte)'_' or (byte)'@')) return false;

        foreach (var letter in key)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && !"_-./@$"u8.Contains(letter)) return false;
        }

        return true;
    }
}
