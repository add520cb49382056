using System.Buffers;

namespace LogPair.Processor.Parsing;

/// <summary>Reads one JSON object forward, keeps the values of wanted members and checks all the rest.</summary>
/// <remarks>
/// Accepts exactly what <see cref="System.Text.Json.Utf8JsonReader"/> accepts with its default options (RFC 8259, no comments,
/// no trailing commas, nesting up to <see cref="JsonText.MaxDepth"/>). Like it, leaves bytes in strings that are not UTF-8 alone.
/// Never throws and allocates nothing; recursion goes only as deep as the wanted paths.
/// </remarks>
internal ref struct JsonScanner
{
    private const byte Quote = (byte)'"';
    private const byte Backslash = (byte)'\\';

    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create(
        [Quote, Backslash, .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly ReadOnlySpan<byte> _json;
    private readonly FieldBuffer _fields;

    // _json[.._position] has been checked. Once _failure is set, nothing is read any more.
    private int _position;
    private ParseOutcome _failure;

    /// <param name="json">Slices count from its start.</param>
    /// <param name="start">Where the object's text begins, white space allowed.</param>
    /// <param name="fields">Receives the wanted values; a member that occurs again replaces its earlier value.</param>
    public JsonScanner(ReadOnlySpan<byte> json, int start, FieldBuffer fields)
    {
        _json = json;
        _position = start;
        _fields = fields;
    }

    /// <summary>Reads the whole text, which must be one object.</summary>
    public ParseOutcome ReadObject(MemberTable wanted)
    {
        var first = NextByte();
        if (first < 0) return ParseOutcome.Blank;
        if (first != '{') return ParseOutcome.NotAnObject;

        if (!TryReadMembers(wanted, depth: 1)) return _failure;

        return NextByte() < 0 ? ParseOutcome.Parsed : ParseOutcome.InvalidJson;
    }

    /// <summary>Reads an object whose opening brace comes next.</summary>
    /// <param name="wanted">Members to keep.</param>
    /// <param name="depth">Of this object, the outermost being 1.</param>
    private bool TryReadMembers(MemberTable wanted, int depth)
    {
        _position++;
        if (NextByte() == '}')
        {
            _position++;
            return true;
        }

        while (true)
        {
            if (!TryReadName(out var name)) return false;

            var member = name.Kind == FieldKind.Text
                ? wanted.Find(_json.Slice(name.Start, name.Length))
                : wanted.Find(_fields.Unescape(_json.Slice(name.Start, name.Length)));
            if (!(member is null ? TrySkipValue(depth) : TryKeepValue(member, depth))) return false;

            switch (NextByte())
            {
                case ',':
                    _position++;
                    continue;
                case '}':
                    _position++;
                    return true;
                default:
                    return Fail();
            }
        }
    }

    private bool TryKeepValue(WantedMember member, int depth)
    {
        member.ForgetIn(_fields);
        var start = _position;
        var first = _position < _json.Length ? _json[_position] : 0;
        FieldSlice value;
        switch (first)
        {
            case Quote:
                _position++;
                if (!TryReadText(out value)) return false;
                break;
            case '{' when member.Members is not null && depth < JsonText.MaxDepth:
                if (!TryReadMembers(member.Members, depth + 1)) return false;
                value = new FieldSlice(start, _position - start, FieldKind.Structure);
                break;
            case '{' or '[':
                if (!TrySkipStructure(depth)) return false;
                value = new FieldSlice(start, _position - start, FieldKind.Structure);
                break;
            default:
                if (!TryReadScalar(out var kind)) return false;
                value = new FieldSlice(start, _position - start, kind);
                break;
        }

        foreach (var slot in member.Slots) _fields[slot] = value;
        return true;
    }

    private bool TrySkipValue(int depth)
    {
        if (_position >= _json.Length) return Fail();

        switch (_json[_position])
        {
            case Quote:
                _position++;
                return TryReadText(out _);
            case (byte)'{' or (byte)'[':
                return TrySkipStructure(depth);
            default:
                return TryReadScalar(out _);
        }
    }

    /// <summary>Checks a list or object whose opening bracket comes next, without recursion.</summary>
    /// <param name="depth">Of what contains it.</param>
    private bool TrySkipStructure(int depth)
    {
        // One bit for each open bracket, the innermost lowest: 1 is an object.
        var kinds = 0UL;
        var open = 0;
        while (true)
        {
            // A value comes next.
            if (_position >= _json.Length) return Fail();

            var first = _json[_position];
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth + open == JsonText.MaxDepth) return Fail(ParseOutcome.TooDeep);

                _position++;
                open++;
                kinds = (kinds << 1) | (first == '{' ? 1UL : 0UL);
                var next = NextByte();
                if (next != (first == '{' ? '}' : ']'))
                {
                    if (first == '{' && !TryReadName(out _)) return false;
                    continue;
                }
            }
            else if (first == Quote)
            {
                _position++;
                if (!TryReadText(out _)) return false;
            }
            else if (!TryReadScalar(out _))
            {
                return false;
            }

            // A value, or nothing after an opening bracket, has passed.
            while (true)
            {
                var isObject = (kinds & 1) != 0;
                var next = NextByte();
                if (next == ',')
                {
                    _position++;
                    if (isObject ? !TryReadName(out _) : NextByte() < 0) return Fail();
                    break;
                }

                if (next != (isObject ? '}' : ']')) return Fail();

                _position++;
                kinds >>= 1;
                if (--open == 0) return true;
            }
        }
    }

    /// <summary>Reads a member's name and its colon, and goes to where the value begins.</summary>
    private bool TryReadName(out FieldSlice name)
    {
        if (NextByte() != Quote)
        {
            name = default;
            return Fail();
        }

        _position++;
        if (!TryReadText(out name)) return false;
        if (NextByte() != ':') return Fail();

        _position++;
        NextByte();
        return true;
    }

    /// <summary>Reads a string whose opening quote has been read.</summary>
    private bool TryReadText(out FieldSlice text)
    {
        var start = _position;
        var length = _json[start..].IndexOfAny(EndsPlainText);
        if (length >= 0 && _json[start + length] == Quote)
        {
            text = new FieldSlice(start, length, FieldKind.Text);
            _position = start + length + 1;
            return true;
        }

        text = default;
        if (length < 0 || !TryPassEscapes(start + length)) return Fail();

        text = new FieldSlice(start, _position - start - 1, FieldKind.EscapedText);
        return true;
    }

    /// <summary>Goes past the closing quote of a string that has escapes, or fails.</summary>
    /// <param name="at">Of the first byte that is not plain text.</param>
    private bool TryPassEscapes(int at)
    {
        while (_json[at] == Backslash)
        {
            var escape = JsonText.EscapeLength(_json[at..]);
            if (escape == 0) return false;

            at += escape;
            var plain = _json[at..].IndexOfAny(EndsPlainText);
            if (plain < 0) return false;

            at += plain;
        }

        _position = at + 1;
        return _json[at] == Quote;
    }

    private bool TryReadScalar(out FieldKind kind)
    {
        var rest = _json[_position..];
        (kind, var length) = rest switch
        {
            [(byte)'t', ..] => (FieldKind.True, rest.StartsWith("true"u8) ? 4 : 0),
            [(byte)'f', ..] => (FieldKind.False, rest.StartsWith("false"u8) ? 5 : 0),
            [(byte)'n', ..] => (FieldKind.Null, rest.StartsWith("null"u8) ? 4 : 0),
            _ => (FieldKind.Number, JsonNumber.Length(rest)),
        };
        _position += length;
        return length > 0 || Fail();
    }

    /// <summary>Goes past white space.</summary>
    /// <returns>The byte that comes next, which is not read yet; -1 at the end.</returns>
    private int NextByte()
    {
        while ((uint)_position < (uint)_json.Length)
        {
            var next = _json[_position];
            if (next > ' ' || next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return next;

            _position++;
        }

        return -1;
    }

    private bool Fail(ParseOutcome reason = ParseOutcome.InvalidJson)
    {
        // The first reason stays: callers fail too when what they called has failed.
        if (_failure == ParseOutcome.Parsed) _failure = reason;
        return false;
    }
}
