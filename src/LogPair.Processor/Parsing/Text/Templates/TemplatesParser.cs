namespace LogPair.Processor.Parsing.Text.Templates;

/// <summary>Text that a logger wrote by one of some templates.</summary>
internal sealed class TemplatesParser : ILineParser
{
    private readonly FlatFields _fields;
    private readonly TemplateParser[] _templates;

    /// <param name="fields">What is asked for.</param>
    /// <param name="templates">Tried in this order.</param>
    /// <param name="names">Names that the holes have for fields, as <see cref="FlatFields"/> takes them.</param>
    public TemplatesParser(
        FieldSet fields, IEnumerable<LineTemplate> templates, params ReadOnlySpan<(string Field, string Name)> names)
    {
        _fields = new FlatFields(fields, names);
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
