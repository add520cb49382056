using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>Goes through the elements of a list or the members of an object.</summary>
/// <remarks>For JSON that a parser has checked already: of anything else it finds what it finds, and ends.</remarks>
internal ref struct JsonItems
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    private readonly bool _hasNames;
    private ReadOnlySpan<byte> _rest;

    /// <param name="structure">From its opening to its closing bracket.</param>
    public JsonItems(ReadOnlySpan<byte> structure)
    {
        _hasNames = !IsList(structure);
        _rest = structure.Length < 2 ? default : structure[1..^1].TrimStart(Space);
    }

    /// <summary>Of a member, still escaped; without its quotes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>As JSON.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public static bool IsList(ReadOnlySpan<byte> structure) => structure.StartsWith("["u8);

    /// <summary>Whether a member only tells the type of its object, as Serilog writes it.</summary>
    public static bool IsTypeTag(ReadOnlySpan<byte> name) => name.SequenceEqual("$type"u8);

    /// <summary>The value of a member as JSON; empty if there is none.</summary>
    /// <remarks>Of two members of one name the last counts, as in fields.</remarks>
    /// <param name="members">An object.</param>
    /// <param name="name">Not escaped.</param>
    /// <param name="scratch">For escaped names.</param>
    public static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> members, ReadOnlySpan<byte> name, TextScratch scratch)
    {
        var items = new JsonItems(members);
        ReadOnlySpan<byte> found = default;
        while (items.MoveNext())
        {
            if (Unescape(items.Name, scratch).SequenceEqual(name)) found = items.Value;
        }

        return found;
    }

    /// <summary>What a JSON text means to the language.</summary>
    public static Value ToValue(ReadOnlySpan<byte> json, TextScratch scratch) => json.IsEmpty
        ? Evaluation.Value.Undefined
        : json[0] switch
        {
            (byte)'"' => Evaluation.Value.Text(Unescape(json[1..^1], scratch)),
            (byte)'{' or (byte)'[' => Evaluation.Value.Structure(json),
            (byte)'t' => Evaluation.Value.Boolean(true),
            (byte)'f' => Evaluation.Value.Boolean(false),
            (byte)'n' => Evaluation.Value.Null,
            _ => Evaluation.Value.RawNumber(json),
        };

    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped, TextScratch scratch)
    {
        if (!escaped.Contains((byte)'\\')) return escaped;

        var space = scratch.Take(escaped.Length);
        return space[..JsonText.Unescape(escaped, space)];
    }

    public bool MoveNext()
    {
        if (_rest.IsEmpty) return false;

        if (_hasNames)
        {
            var length = Length(_rest);
            Name = length < 2 ? default : _rest[1..(length - 1)];
            _rest = _rest[length..].TrimStart(Space);
            if (!_rest.StartsWith(":"u8)) return false;
            _rest = _rest[1..].TrimStart(Space);
        }

        var valueLength = Length(_rest);
        Value = _rest[..valueLength].TrimEnd(Space);
        _rest = _rest[valueLength..].TrimStart(Space);
        if (_rest.StartsWith(","u8)) _rest = _rest[1..].TrimStart(Space);
        return !Value.IsEmpty;
    }

    /// <summary>How many there are to come.</summary>
    public readonly int Count()
    {
        var count = 0;
        var items = this;
        while (items.MoveNext()) count++;
        return count;
    }

    private static int Length(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\""u8)) return TextLength(json);
        if (!json.StartsWith("{"u8) && !json.StartsWith("["u8))
            return json.IndexOfAny(",]}"u8) is var end and >= 0 ? end : json.Length;

        var depth = 0;
        for (var at = 0; at < json.Length;)
        {
            var next = json[at..].IndexOfAny("\"[]{}"u8);
            if (next < 0) break;

            at += next;
            if (json[at] == '"')
            {
                at += TextLength(json[at..]);
                continue;
            }

            depth += json[at] is (byte)'[' or (byte)'{' ? 1 : -1;
            at++;
            if (depth == 0) return at;
        }

        return json.Length;
    }

    private static int TextLength(ReadOnlySpan<byte> json)
    {
        for (var at = 1; at < json.Length; at++)
        {
            if (json[at] == '\\') at++;
            else if (json[at] == '"') return at + 1;
        }

        return json.Length;
    }
}
