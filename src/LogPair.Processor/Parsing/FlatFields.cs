using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace LogPair.Processor.Parsing;

/// <summary>The wanted fields of a format whose records are flat: a name, a value, and nothing within it.</summary>
/// <remarks>
/// A member of an object, <c>http.status</c>, is the field of that whole name. Built-in fields go by their usual names
/// (<see cref="BuiltInFields"/>); the parser may add others. Immutable.
/// </remarks>
internal sealed class FlatFields
{
    private readonly WantedMembers _wanted = new();
    private readonly int _fieldCount;
    private readonly CandidateSlots[] _chosen;
    private readonly Lazy<MemberTable> _table;
    private readonly LevelField _level;
    private readonly FieldNameListener? _listener;

    /// <param name="fields">What is asked for.</param>
    /// <param name="names">
    /// Names that the format has for built-in fields, such as <c>@t</c> → <c>time_local</c>; they come before the usual ones.
    /// </param>
    public FlatFields(FieldSet fields, params ReadOnlySpan<(string BuiltIn, string Name)> names)
        : this(fields, known: null, names)
    {
    }

    /// <inheritdoc cref="FlatFields(FieldSet, ReadOnlySpan{ValueTuple{string, string}})"/>
    /// <param name="fields">What is asked for.</param>
    /// <param name="known">All names that lines have: no other place needs a look. Null if any name may come.</param>
    /// <param name="names">As there.</param>
    public FlatFields(
        FieldSet fields, IReadOnlySet<string>? known, params ReadOnlySpan<(string BuiltIn, string Name)> names)
    {
        Slots = _fieldCount = fields.Count;
        _listener = fields.NameListener;
        _level = new LevelField(fields);
        var chosen = new List<CandidateSlots>();
        for (var field = 0; field < fields.Count; field++)
        {
            var candidates = Names(fields[field], names).Distinct(StringComparer.Ordinal)
                .Where(name => known?.Contains(name) ?? true).ToArray();
            if (candidates is []) continue;

            if (candidates is [var only])
            {
                _wanted.Add([only], field);
                continue;
            }

            var slots = new int[candidates.Length];
            for (var i = 0; i < candidates.Length; i++) _wanted.Add([candidates[i]], slots[i] = Slots++);
            chosen.Add(new CandidateSlots(field, slots));
        }

        _chosen = [.. chosen];
        _table = new Lazy<MemberTable>(_wanted.ToTable);
    }

    /// <summary>Slots that a <see cref="FieldBuffer"/> needs.</summary>
    public int Slots { get; }

    /// <summary>Those of them that are looked into: the fields, and the places where one may stand.</summary>
    public IEnumerable<int> ReadSlots =>
        Enumerable.Range(0, _fieldCount).Concat(_chosen.SelectMany(chosen => chosen.Candidates)).Distinct();

    /// <summary>Where the value of a name goes; empty if nobody wants it.</summary>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> name)
    {
        _listener?.Invoke(name);
        return _table.Value.Find(name) is { } member ? member.Slots : default;
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public int[] Find(string name) => [.. Find(Encoding.UTF8.GetBytes(name))];

    /// <summary>
    /// After all values of a record are set: gives the built-in fields their values, and the level its usual name.
    /// </summary>
    /// <param name="line">That the values lie in.</param>
    /// <param name="fields">The values.</param>
    public void Choose(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        ChooseRaw(fields);
        _level.Normalize(line, fields);
    }

    /// <summary>As <see cref="Choose"/>, but leaves the level as it is.</summary>
    public void ChooseRaw(FieldBuffer fields)
    {
        foreach (var field in _chosen) field.Choose(fields);
    }

    /// <summary>What bare text of an untyped format is: a number if it is written as JSON writes one, else text.</summary>
    public static FieldKind KindOf(ReadOnlySpan<byte> text) =>
        text is [<= (byte)'9', ..] && JsonNumber.EndOf(text, 0) == text.Length ? FieldKind.Number : FieldKind.Text;

    /// <inheritdoc cref="KindOf(ReadOnlySpan{byte})"/>
    /// <param name="line">That it is part of.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="end">Past its last one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FieldKind KindOf(ReadOnlySpan<byte> line, int start, int end)
    {
        if (start == end || line[start] > '9') return FieldKind.Text;

        if (start > line.Length - Vector128<byte>.Count) return KindOf(line[start..end]);

        // With what follows at hand, most numbers are passed in one step; but one may go on there.
        var length = JsonNumber.LengthOfShort(in line[start]);
        if (length == end - start) return FieldKind.Number;

        return length > 0 && length < end - start ? FieldKind.Text : KindOf(line[start..end]);
    }

    private static List<string> Names(FieldPath field, ReadOnlySpan<(string BuiltIn, string Name)> names)
    {
        var found = new List<string>();
        foreach (var (builtIn, name) in names)
        {
            if (field.Members is [var member] && member == builtIn) found.Add(name);
        }

        found.AddRange(BuiltInFields.Candidates(field).Select(path => string.Join('.', path)));
        return found;
    }
}
