namespace LogPair.Processor.Parsing.Text;

/// <summary>Text of any kind: the message is all of it.</summary>
/// <remarks>
/// A time it begins with is <c>@t</c> (<see cref="PlainTime"/>), a level near it <c>@l</c> (<see cref="PlainLevel"/>).
/// Lines that follow the first in one event are <c>@x</c> if a stack trace is among them.
/// </remarks>
internal sealed class PlainParser : ILineParser
{
    private readonly FlatFields _fields;
    private readonly int[] _time;
    private readonly int[] _level;
    private readonly int[] _message;
    private readonly int[] _exception;

    public PlainParser(FieldSet fields)
    {
        _fields = new FlatFields(fields);
        _time = _fields.Find("@t");
        _level = _fields.Find("@l");
        _message = _fields.Find("@m");
        _exception = _fields.Find("@x");
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_fields.Slots);
        if (LineStart.IsBlank(line)) return ParseOutcome.Blank;

        var start = LineStart.Of(line);
        fields.Set(_message, new FieldSlice(start, line.Length - start, FieldKind.Text));
        var first = line.IndexOf((byte)'\n');
        if (_time.Length + _level.Length > 0) ReadHead(first < 0 ? line : line[..first], start, fields);
        if (first >= 0 && _exception.Length > 0) ReadException(line, first + 1, fields);

        _fields.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private void ReadHead(ReadOnlySpan<byte> head, int start, FieldBuffer fields)
    {
        var bracket = start < head.Length && head[start] == '[' ? 1 : 0;
        var length = PlainTime.Length(head[(start + bracket)..]);
        if (length > 0 && _time.Length > 0)
        {
            var moment = head.Slice(start + bracket, length);
            fields.Set(_time, fields.Made(PlainTime.WriteIso(moment, fields.Take(length)), FieldKind.Text));
        }

        if (_level.Length == 0) return;

        var at = length == 0 ? start : start + bracket + length;
        if (length > 0 && at < head.Length && head[at] is (byte)']' or (byte)':') at++;
        var level = PlainLevel.Find(head, at, hasTime: length > 0);
        var (from, bytes) = (level.Start.Value, level.End.Value - level.Start.Value);
        if (bytes > 0) fields.Set(_level, new FieldSlice(from, bytes, FieldKind.Text));
    }

    private void ReadException(ReadOnlySpan<byte> line, int start, FieldBuffer fields)
    {
        var rest = line[start..].TrimEnd("\r\n"u8);
        if (rest.IndexOf(" at "u8) >= 0 || rest.IndexOf("\tat "u8) >= 0 || rest.StartsWith("Traceback ("u8))
            fields.Set(_exception, new FieldSlice(start, rest.Length, FieldKind.Text));
    }
}
