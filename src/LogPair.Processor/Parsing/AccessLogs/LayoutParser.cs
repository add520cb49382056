using LogPair.Processor.Parsing.Shapes;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Reads the lines that a web server writes by a format string.</summary>
internal sealed class LayoutParser : IShapedParser
{
    private readonly Layout _layout;
    private readonly FlatFields _flat;
    private readonly LayoutSink[] _sinks;

    public LayoutParser(Layout layout, FieldSet fields)
    {
        _layout = layout;

        // The best clock first: nginx's msec has milliseconds.
        _flat = new FlatFields(
            fields, layout.Names, ("@t", "msec"), ("@t", "time_iso8601"), ("@t", "time_local"));
        _sinks = [.. layout.Fields.Select(field => new LayoutSink(field, layout, _flat))];
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        if (!TryRead(line, fields)) return LineStart.IsBlank(line) ? ParseOutcome.Blank : ParseOutcome.Mismatch;

        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    public LineShapes? CreateShapes() => LayoutShape.Fits(_layout) ? new LayoutShape(_layout, _sinks, _flat) : null;

    private bool TryRead(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var at = _layout.Before.Length;
        if (!line.StartsWith(_layout.Before)) return false;

        foreach (var sink in _sinks)
        {
            var rest = line[at..];
            var length = Length(sink.Field, rest);
            if (length < 0 || !rest[length..].StartsWith(sink.Field.After)) return false;

            if (sink.IsWanted) sink.Write(line, at, at + length, fields);
            at += length + sink.Field.After.Length;
        }

        return at == line.Length || (_layout.AllowsMore && line[at] == ' ');
    }

    private int Length(LayoutField field, ReadOnlySpan<byte> rest)
    {
        var length = field.FindEnd(rest);
        if (!_layout.AllowsMore || field.After.Length > 0) return length;

        var space = rest.IndexOf((byte)' ');
        return space < 0 ? length : space;
    }
}
