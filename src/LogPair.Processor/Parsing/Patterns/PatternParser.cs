using System.Globalization;
using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Reads a regular expression as .NET writes it, and refuses what cannot be matched in linear time.</summary>
/// <remarks>
/// Beyond .NET it takes <c>(?P&lt;name&gt;…)</c> of Go and Python and POSIX classes, because rules are carried over from
/// other tools.
/// </remarks>
internal sealed class PatternParser
{
    /// <summary>Deepest nesting: keeps hostile patterns from exhausting the stack.</summary>
    private const int MaxDepth = 100;

    /// <summary>Largest count in braces. A larger one is a mistake, or a program that would not fit anyhow.</summary>
    private const int MaxCount = 1000;

    private static readonly RuneSet AnyButLineFeed = new(rune => rune.Value != '\n', beyondAscii: true);
    private static readonly RuneSet Any = new(_ => true, beyondAscii: true);

    private readonly PatternCursor _cursor;
    private readonly PatternGroups _groups;

    // Named groups of which the end is still to come.
    private readonly HashSet<int> _open = [];
    private PatternFlags _flags;
    private int _depth;

    private PatternParser(PatternCursor cursor, PatternGroups groups, PatternFlags flags)
    {
        _cursor = cursor;
        _groups = groups;
        _flags = flags;
    }

    /// <returns>Meaningful only if there is no <paramref name="problem"/>.</returns>
    public static PatternNode Parse(string text, PatternFlags flags, PatternGroups groups, out PatternProblem? problem)
    {
        var cursor = new PatternCursor(text);
        var node = new PatternParser(cursor, groups, flags).ParseChoice();
        if (cursor.Problem is null && !cursor.IsAtEnd) cursor.Fail(cursor.At, "this ) has no (", "Write \\) for a parenthesis.");
        problem = cursor.Problem;
        return node;
    }

    private PatternNode ParseChoice()
    {
        if (++_depth > MaxDepth) return _cursor.Fail(_cursor.At, "the pattern is nested too deeply");

        var choices = new List<PatternNode> { ParseSequence() };
        while (_cursor.Take("|")) choices.Add(ParseSequence());
        _depth--;
        return choices is [var only] ? only : new ChoiceNode(choices);
    }

    private SequenceNode ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (true)
        {
            if (_flags.HasFlag(PatternFlags.FreeSpacing)) PassSpace();
            if (_cursor.IsAtEnd || _cursor.Current is '|' or ')') return new SequenceNode(parts);
            if (ParseAtom() is { } atom) parts.Add(ParseQuantifiers(atom));
        }
    }

    // Null for what stands for nothing: flags and comments.
    private PatternNode? ParseAtom()
    {
        var start = _cursor.At;
        if (_cursor.Take("(")) return ParseGroup(start);
        if (_cursor.Take("[")) return new SetNode(new BracketParser(_cursor, _flags.HasFlag(PatternFlags.IgnoreCase)).Parse());
        if (_cursor.Take(".")) return new SetNode(_flags.HasFlag(PatternFlags.Singleline) ? Any : AnyButLineFeed);
        if (_cursor.Take("^")) return Assertion(AssertionKind.Start, AssertionKind.LineStart);
        if (_cursor.Take("$")) return Assertion(AssertionKind.EndOrLastLineFeed, AssertionKind.LineEnd);
        if (_cursor.Take("\\")) return ParseEscape();
        if (_cursor.Current is '*' or '+' or '?' || IsCount())
            return _cursor.Fail(start, $"there is nothing for {_cursor.Current} to repeat", "Write a backslash before it to mean itself.");

        return Literal(_cursor.TakeRune());
    }

    private AssertionNode Assertion(AssertionKind kind, AssertionKind multiline) =>
        new(_flags.HasFlag(PatternFlags.Multiline) ? multiline : kind);

    private PatternNode ParseEscape()
    {
        switch (_cursor.Current)
        {
            case 'A': return TakeAssertion(AssertionKind.Start);
            case 'z': return TakeAssertion(AssertionKind.End);
            case 'Z': return TakeAssertion(AssertionKind.EndOrLastLineFeed);
            case 'b': return TakeAssertion(AssertionKind.WordBoundary);
            case 'B': return TakeAssertion(AssertionKind.NoWordBoundary);
            case 'p' or 'P':
                var isNegated = _cursor.TakeRune().Value == 'P';
                return Set(PatternEscapes.TakeCategory(_cursor, isNegated));
        }

        if (RuneClasses.Escape(_cursor.Current) is { } members)
        {
            _cursor.TakeRune();
            return Set(members);
        }

        return PatternEscapes.TakeCharacter(_cursor) is { } rune ? Literal(rune) : new SequenceNode([]);
    }

    private AssertionNode TakeAssertion(AssertionKind kind)
    {
        _cursor.TakeRune();
        return new AssertionNode(kind);
    }

    private static PatternNode Set(Func<Rune, bool>? members)
    {
        if (members is null) return new SequenceNode([]);

        return new SetNode(new RuneSet(members, beyondAscii: null));
    }

    private PatternNode Literal(Rune rune)
    {
        if (!_flags.HasFlag(PatternFlags.IgnoreCase) || !Rune.IsLetter(rune)) return new LiteralNode(rune);

        var set = new RuneSetBuilder(ignoresCase: true);
        foreach (var letter in new[] { rune, Rune.ToLowerInvariant(rune), Rune.ToUpperInvariant(rune) }) set.Add(letter, letter);
        return new SetNode(set.Build());
    }

    private PatternNode? ParseGroup(int start)
    {
        if (!_cursor.Take("?"))
        {
            var group = _flags.HasFlag(PatternFlags.ExplicitCapture) ? (int?)null : _groups.Add(name: null);
            return ParseBody(start, _flags, group);
        }

        if (_cursor.Take(":")) return ParseBody(start, _flags, group: null);
        if (_cursor.Take("#")) return ParseComment(start);
        if (Refusal() is { } refusal) return _cursor.Fail(start, refusal.Message, refusal.Hint);
        if (_cursor.Take("P<") || _cursor.Take("<")) return ParseNamed(start, '>');
        if (_cursor.Take("'")) return ParseNamed(start, '\'');
        return ParseFlags(start);
    }

    private PatternNode? ParseComment(int start)
    {
        if (_cursor.TakeUntil(')') is null) _cursor.Fail(start, "this comment has no )");
        return null;
    }

    private (string Message, string Hint)? Refusal()
    {
        if (_cursor.StartsWith("=") || _cursor.StartsWith("!") || _cursor.StartsWith("<=") || _cursor.StartsWith("<!"))
        {
            return ("looking ahead or behind is not possible: it cannot be matched in linear time",
                "Match the text around it instead, and put what you want in a group.");
        }

        if (_cursor.StartsWith(">"))
        {
            return ("atomic groups are not possible, and not needed: no pattern takes more than linear time here",
                "Write (?:…) instead.");
        }

        return _cursor.StartsWith("(") || _cursor.StartsWith("|") || _cursor.StartsWith("&") || _cursor.StartsWith("R")
            ? ("conditions and recursion are not possible", "Write the alternatives out: (?:a|b).")
            : null;
    }

    private PatternNode ParseNamed(int start, char end)
    {
        var name = _cursor.TakeUntil(end);
        if (name is null || name.Length == 0 || !name.All(IsNameCharacter) || char.IsAsciiDigit(name[0]))
        {
            return _cursor.Fail(start, "this group has no proper name",
                "Write (?<name>…); names have letters, digits and _ . - @ [ ] and do not begin with a digit.");
        }

        var group = _groups.Add(name);
        if (!_open.Add(group))
            return _cursor.Fail(start, $"the group {name} stands within one of the same name", "Give one of them another name.");

        var node = ParseBody(start, _flags, group);
        _open.Remove(group);
        return node;
    }

    private static bool IsNameCharacter(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '.' or '-' or '@' or '[' or ']';

    // (?i) holds to the end of the group that it stands in, (?i:…) within its own.
    private PatternNode? ParseFlags(int start)
    {
        var flags = _flags;
        var isOn = true;
        while (!_cursor.IsAtEnd && _cursor.Current is not (':' or ')'))
        {
            var letter = _cursor.TakeRune().Value;
            if (letter == '-')
            {
                isOn = false;
                continue;
            }

            var flag = Flag(letter);
            if (flag == PatternFlags.None)
                return _cursor.Fail(start, "this kind of group is not known", "Known are (…), (?:…), (?<name>…), (?i) and (?i:…).");

            flags = isOn ? flags | flag : flags & ~flag;
        }

        if (_cursor.Take(":")) return ParseBody(start, flags, group: null);
        if (!_cursor.Take(")")) return _cursor.Fail(start, "this ( has no )");

        _flags = flags;
        return null;
    }

    private static PatternFlags Flag(int letter) => letter switch
    {
        'i' => PatternFlags.IgnoreCase,
        'm' => PatternFlags.Multiline,
        's' => PatternFlags.Singleline,
        'n' => PatternFlags.ExplicitCapture,
        'x' => PatternFlags.FreeSpacing,
        _ => PatternFlags.None,
    };

    private PatternNode ParseBody(int start, PatternFlags flags, int? group)
    {
        var outer = _flags;
        _flags = flags;
        var body = ParseChoice();
        _flags = outer;
        if (!_cursor.Take(")")) return _cursor.Fail(start, "this ( has no )", "Write \\( for a parenthesis.");

        return group is { } number ? new GroupNode(number, body) : body;
    }

    private PatternNode ParseQuantifiers(PatternNode atom)
    {
        if (_flags.HasFlag(PatternFlags.FreeSpacing)) PassSpace();
        var start = _cursor.At;
        if (TakeQuantifier() is not var (min, max)) return atom;

        if (max < min) return _cursor.Fail(start, "the larger count stands first");
        if (min > MaxCount || max > MaxCount) return _cursor.Fail(start, $"a count is larger than {MaxCount}", "Write + or * instead.");

        var isLazy = _cursor.Take("?");
        if (_cursor.Current == '+')
        {
            return _cursor.Fail(start, "possessive quantifiers are not possible, and not needed here", "Leave the second + out.");
        }

        if (_cursor.Current is '*' or '?' || IsCount())
            return _cursor.Fail(_cursor.At, $"{_cursor.Current} follows another quantifier", "Put what it repeats in (?:…).");

        // What takes no characters gains nothing from repetition.
        if (atom is AssertionNode) return min == 0 ? new SequenceNode([]) : atom;
        return new RepeatNode(atom, min, max, isLazy);
    }

    private (int Min, int? Max)? TakeQuantifier()
    {
        if (_cursor.Take("*")) return (0, null);
        if (_cursor.Take("+")) return (1, null);
        if (_cursor.Take("?")) return (0, 1);
        if (!IsCount()) return null;

        _cursor.Take("{");
        var min = TakeCount();
        var max = _cursor.Take(",") ? _cursor.Current == '}' ? (int?)null : TakeCount() : min;
        _cursor.Take("}");
        return (min, max);
    }

    // As in .NET, a brace that begins no count means itself.
    private bool IsCount()
    {
        if (_cursor.Current != '{' || !char.IsAsciiDigit(_cursor.Peek(1))) return false;

        var at = 1;
        while (char.IsAsciiDigit(_cursor.Peek(at))) at++;
        if (_cursor.Peek(at) == ',') at++;
        while (char.IsAsciiDigit(_cursor.Peek(at))) at++;
        return _cursor.Peek(at) == '}';
    }

    private int TakeCount()
    {
        var digits = _cursor.TakeWhile(char.IsAsciiDigit);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : int.MaxValue;
    }

    private void PassSpace()
    {
        while (true)
        {
            _cursor.TakeWhile(char.IsWhiteSpace);
            if (!_cursor.Take("#")) return;
            _cursor.TakeWhile(character => character != '\n');
        }
    }
}
