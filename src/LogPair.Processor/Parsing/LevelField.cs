namespace LogPair.Processor.Parsing;

/// <summary>The field <c>@l</c> of a record, which reads the same whatever the format.</summary>
/// <remarks>
/// So that <c>@l = 'Error'</c> holds for <c>ERROR</c>, <c>err</c> and 50 too, and a metric by level has one series for
/// each. A spelling that is not known stays as it is; so does the property that holds the level, such as <c>level</c>.
/// </remarks>
internal readonly struct LevelField
{
    /// <summary>Of the field.</summary>
    public static readonly FieldPath Path = new("@l");

    private readonly int _slot;

    public LevelField(FieldSet fields)
    {
        _slot = fields.IndexOf(Path);
    }

    /// <summary>Gives the level its usual name.</summary>
    public void Normalize(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        if (_slot < 0) return;

        var level = fields[_slot];
        if (level.Kind < FieldKind.Number || level.Kind == FieldKind.Structure) return;

        var text = level.Start >= 0 ? line.Slice(level.Start, level.Length) : fields.Made(level);
        if (LevelNames.IsOurs(text)) return;

        if (level.Kind == FieldKind.EscapedText) text = fields.Unescape(text);
        if (LevelNames.TryRead(text, out var known)) fields[_slot] = FieldBuffer.NameOf(known);
    }

    /// <inheritdoc cref="Normalize(ReadOnlySpan{byte}, FieldBuffer)"/>
    /// <param name="line">That the level may stand in.</param>
    /// <param name="fields">The values.</param>
    /// <param name="implies">Whether a level that is absent means Information.</param>
    public void Normalize(ReadOnlySpan<byte> line, FieldBuffer fields, bool implies)
    {
        if (implies && _slot >= 0 && fields[_slot].Kind == FieldKind.Missing)
            fields[_slot] = FieldBuffer.NameOf(EventLevel.Information);
        else
            Normalize(line, fields);
    }
}
