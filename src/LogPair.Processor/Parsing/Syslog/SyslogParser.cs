namespace LogPair.Processor.Parsing.Syslog;

/// <summary>Reads syslog lines of RFC 5424 and RFC 3164, mixed as they come.</summary>
/// <remarks>
/// The level of a line is its severity. Times without a zone are UTC; without a year, see <see cref="CalendarMoment"/>.
/// </remarks>
internal sealed class SyslogParser : ILineParser
{
    private readonly FlatFields _flat;
    private readonly bool _wantsData;
    private readonly int[] _priority;
    private readonly int[] _facility;
    private readonly int[] _severity;
    private readonly int[] _version;
    private readonly int[] _time;
    private readonly int[] _host;
    private readonly int[] _app;
    private readonly int[] _processId;
    private readonly int[] _messageId;
    private readonly int[] _message;

    public SyslogParser(FieldSet fields)
    {
        _flat = new FlatFields(fields);
        _wantsData = Enumerable.Range(0, fields.Count)
            .Any(slot => fields[slot].ToString().Contains('.', StringComparison.Ordinal));
        _priority = _flat.Find("pri");
        _facility = _flat.Find("facility");
        _severity = _flat.Find("severity");
        _version = _flat.Find("version");
        _time = _flat.Find("time");
        _host = _flat.Find("host");
        _app = _flat.Find("app");
        _processId = _flat.Find("procid");
        _messageId = _flat.Find("msgid");
        _message = _flat.Find("msg");
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        if (!SyslogLine.TryRead(line, out var parts))
            return LineStart.IsBlank(line) ? ParseOutcome.Blank : ParseOutcome.Mismatch;

        if (parts.Priority >= 0) WritePriority(parts, fields);
        if (SyslogParts.IsThere(parts.Time)) fields.Set(_time, TextOrNull(line, parts.Time));
        if (SyslogParts.IsThere(parts.Host)) fields.Set(_host, TextOrNull(line, parts.Host));
        if (SyslogParts.IsThere(parts.App)) fields.Set(_app, TextOrNull(line, parts.App));
        if (SyslogParts.IsThere(parts.ProcessId)) fields.Set(_processId, FlatValues.Bare(line, parts.ProcessId));
        if (SyslogParts.IsThere(parts.MessageId)) fields.Set(_messageId, TextOrNull(line, parts.MessageId));
        if (SyslogParts.IsThere(parts.Message)) fields.Set(_message, FlatValues.Text(line, parts.Message));
        if (_wantsData && SyslogParts.IsThere(parts.Data)) WriteData(line, parts.Data, fields);
        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private void WritePriority(in SyslogParts parts, FieldBuffer fields)
    {
        if (_priority.Length > 0) fields.Set(_priority, Number(parts.Priority, fields));
        if (_facility.Length > 0)
            fields.Set(_facility, fields.Make(SyslogNames.Facility(parts.Priority), FieldKind.Text));
        if (_severity.Length > 0)
            fields.Set(_severity, fields.Make(SyslogNames.Severity(parts.Priority), FieldKind.Text));
        if (_version.Length > 0 && parts.Version > 0) fields.Set(_version, Number(parts.Version, fields));
    }

    private static FieldSlice Number(int number, FieldBuffer fields)
    {
        const int mostDigits = 10;
        number.TryFormat(
            fields.Take(mostDigits), out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        return fields.Made(written, FieldKind.Number);
    }

    private static FieldSlice TextOrNull(ReadOnlySpan<byte> line, Range at) =>
        line[at] is [(byte)'-'] ? FlatValues.Bare(line, at) : FlatValues.Text(line, at);

    private void WriteData(ReadOnlySpan<byte> line, Range at, FieldBuffer fields)
    {
        var bytes = line[at];
        var data = new StructuredData(bytes);
        while (data.TryTake(out var id, out var name, out var value))
        {
            var slots = Find(bytes[id], bytes[name], fields);
            if (slots.Length > 0) fields.Set(slots, Value(bytes[value], value.Start.Value + at.Start.Value, fields));
        }
    }

    private ReadOnlySpan<int> Find(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, FieldBuffer fields)
    {
        var whole = fields.Take(id.Length + 1 + name.Length);
        id.CopyTo(whole);
        whole[id.Length] = (byte)'.';
        name.CopyTo(whole[(id.Length + 1)..]);
        return _flat.Find(whole);
    }

    private static FieldSlice Value(ReadOnlySpan<byte> value, int start, FieldBuffer fields)
    {
        if (!value.Contains((byte)'\\')) return new FieldSlice(start, value.Length, FlatFields.KindOf(value));

        var plain = fields.Take(value.Length);
        var written = 0;
        for (var i = 0; i < value.Length; i++)
        {
            // Before anything else, a backslash is one. Source: RFC 5424, section 6.3.3.
            var isEscape = value[i..] is [(byte)'\\', (byte)'"' or (byte)'\\' or (byte)']', ..];
            if (isEscape) i++;
            plain[written++] = value[i];
        }

        return fields.Made(written, FieldKind.Text);
    }
}
