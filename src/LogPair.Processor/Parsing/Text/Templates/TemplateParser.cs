using LogPair.Processor.Parsing.Json;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>Reads events that were written by one template.</summary>
internal sealed class TemplateParser
{
    /// <summary>More holes than templates have; their places live on the stack.</summary>
    public const int MaxHoles = 32;

    private readonly LineTemplate _template;
    private readonly int[][] _slots;
    private readonly int[] _exception;
    private readonly MemberTable _properties;

    /// <param name="template">What the application was told.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="fields">The same, with the slots.</param>
    public TemplateParser(LineTemplate template, FieldSet wanted, FlatFields fields)
    {
        _template = template;
        _slots = [.. template.Holes.Select(hole => fields.Find(hole.Name))];
        _exception = fields.Find("Exception");
        var properties = new WantedMembers();
        for (var slot = 0; slot < wanted.Count; slot++)
        {
            if (BuiltInFields.IsProperty(wanted[slot], out var property)) properties.Add(property, slot);
        }

        _properties = properties.ToTable();
    }

    /// <summary>Reads one event.</summary>
    /// <param name="line">Its lines; those after the first are the exception.</param>
    /// <param name="fields">Empty.</param>
    /// <returns>False if it was not written by the template.</returns>
    public bool TryParse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        var end = line.IndexOf((byte)'\n');
        var head = end < 0 ? line : line[..end].TrimEnd((byte)'\r');
        var start = LineStart.Of(line);
        Span<Range> places = stackalloc Range[MaxHoles];
        var matcher = new TemplateMatcher(_template, head[start..], fields);
        if (!matcher.TryMatch(places)) return false;

        for (var i = 0; i < _slots.Length; i++)
        {
            var (from, length) = places[i].GetOffsetAndLength(head.Length - start);
            var hole = _template.Holes[i];
            if (length == 0) continue;
            if (hole.Kind == HoleKind.Timestamp && matcher.Time.HasDate) KeepTime(matcher.Time, _slots[i], fields);
            else Keep(hole, _slots[i], head, start + from, length, fields);
        }

        if (end >= 0 && _template.HasException) KeepException(line, end + 1, fields);
        return true;
    }

    private void Keep(
        TemplateHole hole, int[] slots, ReadOnlySpan<byte> head, int start, int length, FieldBuffer fields)
    {
        if (hole.Kind == HoleKind.Properties)
        {
            if (!_properties.IsEmpty) new JsonScanner(head[..(start + length)], fields).ReadObject(start, _properties);
            return;
        }

        if (slots.Length == 0) return;

        var padded = head.Slice(start, length);
        var text = hole.Unpadded(padded);
        if (text.IsEmpty) return;

        start += padded.IndexOf(text);
        var value = hole.Kind switch
        {
            HoleKind.Property or HoleKind.Bracketed => new FieldSlice(start, text.Length, KindOf(text)),
            _ => new FieldSlice(start, text.Length, FieldKind.Text),
        };
        fields.Set(slots, value);
    }

    /// <summary>The time as ISO 8601; without a date it is left as it stands.</summary>
    private static void KeepTime(in TimeParts time, int[] slots, FieldBuffer fields)
    {
        if (slots.Length == 0) return;

        var value = fields.Made(time.WriteIso(fields.Take(TimeParts.MaxIsoBytes)), FieldKind.Text);
        fields.Set(slots, value);
    }

    private void KeepException(ReadOnlySpan<byte> line, int start, FieldBuffer fields)
    {
        var text = line[start..].TrimEnd("\r\n"u8);
        if (text.IsEmpty) return;

        fields.Set(_exception, new FieldSlice(start, text.Length, FieldKind.Text));
    }

    // Unlike JSON, .NET and Python write booleans with a capital.
    private static FieldKind KindOf(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'T', ..] when text.SequenceEqual("True"u8) => FieldKind.True,
        [(byte)'F', ..] when text.SequenceEqual("False"u8) => FieldKind.False,
        _ => BareValue.KindOf(text),
    };
}
