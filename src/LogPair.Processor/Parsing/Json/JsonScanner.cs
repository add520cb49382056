using System.Runtime.CompilerServices;

namespace LogPair.Processor.Parsing.Json;

/// <summary>Reads one JSON object forward, keeps the values of wanted members and checks all the rest.</summary>
/// <remarks>
/// Accepts exactly what <see cref="System.Text.Json.Utf8JsonReader"/> accepts with its default options (RFC 8259, no
/// comments, no trailing commas, nesting up to <see cref="JsonText.MaxDepth"/>). Like it, leaves bytes in strings alone
/// that are not UTF-8. Never throws and allocates nothing; recursion goes only as deep as the wanted paths.
/// <para>
/// Every method takes the place where it begins and returns the place just past what it read, or a negative number: the
/// outcome that ends the scan, negated. The place is not a field because it then stays in a register.
/// </para>
/// </remarks>
internal ref struct JsonScanner
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';
    private const int Invalid = -(int)ParseOutcome.InvalidJson;
    private const int TooDeep = -(int)ParseOutcome.TooDeep;

    // Of lists nothing is kept.
    private static readonly FieldBuffer NoFields = new(new FieldSet());

    private readonly ReadOnlySpan<byte> _json;
    private readonly FieldBuffer _fields;
    private SpecialBytes _specials;

    /// <param name="json">Slices count from its start.</param>
    /// <param name="fields">Receives the wanted values; a member that occurs again replaces its earlier value.</param>
    public JsonScanner(ReadOnlySpan<byte> json, FieldBuffer fields)
    {
        _json = json;
        _fields = fields;
        _specials = new SpecialBytes(json);
    }

    /// <summary>Goes past a list, or whatever else begins there, in an object of a given depth.</summary>
    /// <param name="json">Ends no later than the line.</param>
    /// <param name="at">Of the opening bracket.</param>
    /// <param name="depth">Of the object, the outermost being 1.</param>
    /// <returns>The place past it; negative if the grammar does not allow it.</returns>
    public static int PassList(ReadOnlySpan<byte> json, int at, int depth) =>
        new JsonScanner(json, NoFields).PassStructure(at, depth);

    /// <summary>Reads the whole text, which must be one object.</summary>
    /// <param name="start">Where the object's text begins, white space allowed.</param>
    /// <param name="wanted">Members to keep.</param>
    public ParseOutcome ReadObject(int start, MemberTable wanted)
    {
        start = PassSpace(start);
        if (start == _json.Length) return ParseOutcome.Blank;
        if (_json[start] != '{') return ParseOutcome.NotAnObject;

        var end = ReadMembers(start + 1, wanted, depth: 1);
        if (end < 0) return (ParseOutcome)(-end);

        return PassSpace(end) == _json.Length ? ParseOutcome.Parsed : ParseOutcome.InvalidJson;
    }

    /// <summary>Reads an object from past its opening brace to past its closing one.</summary>
    /// <param name="at">Past the opening brace.</param>
    /// <param name="wanted">Members to keep.</param>
    /// <param name="depth">Of this object, the outermost being 1.</param>
    private int ReadMembers(int at, MemberTable wanted, int depth)
    {
        at = PassSpace(at);
        if (ByteAt(at) == '}') return at + 1;

        while (true)
        {
            at = ReadName(at, wanted, out var member);
            if (at < 0) return at;

            at = member is null ? PassValue(at, depth) : KeepValue(at, member, depth);
            if (at < 0) return at;

            at = PassSpace(at);
            var next = ByteAt(at);
            if (next == '}') return at + 1;
            if (next != ',') return Invalid;

            at = PassSpace(at + 1);
        }
    }

    /// <summary>Reads a member's name and its colon, up to where the value begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ReadName(int at, MemberTable wanted, out WantedMember? member)
    {
        member = null;
        if (ByteAt(at) != Quote) return Invalid;

        var start = at + 1;
        at = _specials.Next(start);
        if (ByteAt(at) == Quote)
        {
            at++;
            member = wanted.Find(_json[start..(at - 1)]);
        }
        else
        {
            at = PassEscapes(at);
            if (at < 0) return at;
            if (!wanted.IsEmpty) member = wanted.Find(_fields.Unescape(_json[start..(at - 1)]));
        }

        return PassColon(at);
    }

    private int KeepValue(int start, WantedMember member, int depth)
    {
        member.ForgetIn(_fields);
        var first = ByteAt(start);
        var quotes = 0;
        var kind = FieldKind.Structure;
        int end;
        if (first == Quote)
        {
            quotes = 1;
            end = PassText(start + 1, out kind);
        }
        else if (first is not ((byte)'{' or (byte)'['))
        {
            end = PassScalar(start, out kind);
        }
        else
        {
            end = first == '{' && member.Members is not null && depth < JsonText.MaxDepth
                ? ReadMembers(start + 1, member.Members, depth + 1)
                : PassStructure(start, depth);
        }

        if (end < 0) return end;

        var value = new FieldSlice(start + quotes, end - start - (2 * quotes), kind);
        foreach (var slot in member.Slots) _fields[slot] = value;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PassValue(int at, int depth) => ByteAt(at) switch
    {
        Quote => PassText(at + 1, out _),
        (byte)'{' or (byte)'[' => PassStructure(at, depth),
        _ => PassScalar(at, out _),
    };

    /// <summary>Checks a list or an object without recursion.</summary>
    /// <param name="at">Of the opening bracket.</param>
    /// <param name="depth">Of what contains it.</param>
    private int PassStructure(int at, int depth)
    {
        // One bit for each open bracket, the innermost lowest: 1 is an object.
        var kinds = 0UL;
        var open = 0;
        while (true)
        {
            // A value comes next.
            var first = ByteAt(at);
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth + open == JsonText.MaxDepth) return TooDeep;

                open++;
                kinds = (kinds << 1) | (first == '{' ? 1UL : 0UL);
                at = PassSpace(at + 1);
                if (ByteAt(at) != (first == '{' ? '}' : ']'))
                {
                    if (first == '{') at = PassName(at);
                    if (at < 0) return at;
                    continue;
                }
            }
            else
            {
                at = first == Quote ? PassText(at + 1, out _) : PassScalar(at, out _);
                if (at < 0) return at;
            }

            // A value has passed, or an opening bracket that is closed at once.
            at = PassClosing(at, ref kinds, ref open);
            if (at < 0 || open == 0) return at;

            // A comma has passed.
            at = PassSpace(at);
            if ((kinds & 1) != 0) at = PassName(at);
            if (at < 0) return at;
        }
    }

    /// <summary>Goes past closing brackets, up to the last one or past the comma after any of them.</summary>
    private readonly int PassClosing(int at, ref ulong kinds, ref int open)
    {
        while (true)
        {
            at = PassSpace(at);
            var next = ByteAt(at);
            if (next == ',') return at + 1;
            if (next != ((kinds & 1) != 0 ? '}' : ']')) return Invalid;

            at++;
            kinds >>= 1;
            if (--open == 0) return at;
        }
    }

    private int PassName(int at)
    {
        if (ByteAt(at) != Quote) return Invalid;

        at = PassText(at + 1, out _);
        return at < 0 ? at : PassColon(at);
    }

    private readonly int PassColon(int at)
    {
        at = PassSpace(at);
        return ByteAt(at) == ':' ? PassSpace(at + 1) : Invalid;
    }

    /// <summary>Goes past the closing quote of a string.</summary>
    /// <param name="at">Past the opening quote.</param>
    /// <param name="kind">Whether there are escapes in it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PassText(int at, out FieldKind kind)
    {
        kind = FieldKind.Text;
        at = _specials.Next(at);
        if (ByteAt(at) == Quote) return at + 1;

        kind = FieldKind.EscapedText;
        return PassEscapes(at);
    }

    /// <summary>Goes past the closing quote of a string that has escapes.</summary>
    /// <param name="at">Of the first byte that is not plain text.</param>
    private int PassEscapes(int at)
    {
        while (ByteAt(at) == Backslash)
        {
            var escape = JsonText.EscapeLength(_json, at);
            if (escape == 0) return Invalid;

            at = _specials.Next(at + escape);
        }

        return ByteAt(at) == Quote ? at + 1 : Invalid;
    }

    private readonly int PassScalar(int at, out FieldKind kind)
    {
        var first = ByteAt(at);
        kind = first switch
        {
            (byte)'t' => FieldKind.True,
            (byte)'f' => FieldKind.False,
            (byte)'n' => FieldKind.Null,
            _ => FieldKind.Number,
        };
        if (kind == FieldKind.Number) return JsonNumber.EndOf(_json, at) is var end and >= 0 ? end : Invalid;

        var literal = kind == FieldKind.True ? "true"u8 : kind == FieldKind.False ? "false"u8 : "null"u8;
        return _json[at..].StartsWith(literal) ? at + literal.Length : Invalid;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int PassSpace(int at) => ByteAt(at) > ' ' ? at : PassSpaces(at);

    private readonly int PassSpaces(int at)
    {
        while (ByteAt(at) is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
        return at;
    }

    /// <summary>The byte there; 0, which means nothing outside strings, past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte ByteAt(int at) => (uint)at < (uint)_json.Length ? _json[at] : (byte)0;
}
