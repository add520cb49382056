namespace LogPair.Processor.Parsing.Text.Serilog;

/// <summary>Text that Serilog wrote by an output template.</summary>
internal sealed class SerilogTextParser : ILineParser
{
    private readonly FlatFields _fields;
    private readonly TemplateParser[] _templates;

    /// <param name="fields">What is asked for.</param>
    /// <param name="templates">Tried in this order.</param>
    public SerilogTextParser(FieldSet fields, IEnumerable<OutputTemplate> templates)
    {
        _fields = new FlatFields(
            fields, ("@t", "Timestamp"), ("@t", "UtcTimestamp"), ("@l", "Level"), ("@m", "Message"),
            ("@x", "Exception"), ("@tr", "TraceId"), ("@sp", "SpanId"));
        _templates = [.. templates.Select(template => new TemplateParser(template, fields, _fields))];
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_fields.Slots);
        if (LineStart.IsBlank(line)) return ParseOutcome.Blank;

        foreach (var template in _templates)
        {
            if (!template.TryParse(line, fields)) continue;

            _fields.Choose(line, fields);
            return ParseOutcome.Parsed;
        }

        return ParseOutcome.Mismatch;
    }
}
