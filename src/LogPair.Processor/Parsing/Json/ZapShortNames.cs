namespace LogPair.Processor.Parsing.Json;

/// <summary>
/// The members of one letter that zap's development configuration writes as JSON: T, L, M and S, and as properties N,
/// C.
/// </summary>
/// <remarks>
/// Letters mean other things elsewhere, so they count only in a line that has L and M as text, and only for what the
/// line
/// does not have by a name of its own. Source: zap's NewDevelopmentEncoderConfig. Immutable once made.
/// </remarks>
internal sealed class ZapShortNames
{
    private static readonly (string Field, string Name)[] Names = [("@t", "T"), ("@l", "L"), ("@m", "M"), ("@x", "S")];

    private readonly (int Field, int Slot)[] _fields;
    private readonly int _level;
    private readonly int _message;

    /// <param name="fields">What is asked for.</param>
    /// <param name="add">Takes the path of a member that a line may have, and returns its slot.</param>
    public ZapShortNames(FieldSet fields, Func<string[], int> add)
    {
        _fields =
        [
            .. Names.Select(name => (Field: fields.IndexOf(new FieldPath(name.Field)), name.Name))
                .Where(name => name.Field >= 0).Select(name => (name.Field, add([name.Name]))),
        ];
        if (_fields.Length == 0) return;

        _level = add(["L"]);
        _message = add(["M"]);
    }

    /// <summary>Whether a line has the two members, so that it depends on their values what becomes of it.</summary>
    public bool MayApply(FieldBuffer fields) =>
        _fields.Length > 0 && fields[_level].Kind != FieldKind.Missing && fields[_message].Kind != FieldKind.Missing;

    public void Choose(FieldBuffer fields)
    {
        if (_fields.Length == 0 || !IsText(fields[_level]) || !IsText(fields[_message])) return;

        foreach (var (field, slot) in _fields)
        {
            if (fields[field].Kind == FieldKind.Missing) fields[field] = fields[slot];
        }
    }

    private static bool IsText(FieldSlice value) => value.Kind is FieldKind.Text or FieldKind.EscapedText;
}
