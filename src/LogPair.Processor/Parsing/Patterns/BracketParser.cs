using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Reads sets of characters between brackets.</summary>
internal sealed class BracketParser(PatternCursor cursor, bool ignoresCase)
{
    // Sets taken out of sets taken out of sets …: nobody writes more than one.
    private const int MaxDepth = 20;

    private int _depth;

    /// <summary>Reads a set of which the opening bracket has passed.</summary>
    public RuneSet Parse()
    {
        var start = cursor.At - 1;
        var set = new RuneSetBuilder(ignoresCase) { IsNegated = cursor.Take("^") };
        if (++_depth > MaxDepth) cursor.Fail(start, "sets are nested too deeply");

        var isFirst = true;
        while (!cursor.IsAtEnd && (isFirst || cursor.Current != ']'))
        {
            isFirst = false;
            if (cursor.StartsWith("-["))
            {
                cursor.Take("-[");
                set.Without(Parse());
                break;
            }

            ParseItem(set);
        }

        _depth--;
        if (!cursor.Take("]")) cursor.Fail(start, "this [ has no ]", "Write \\[ for a bracket.");
        return set.Build();
    }

    private void ParseItem(RuneSetBuilder set)
    {
        var start = cursor.At;
        if (TryParseClass(set) || TakeCharacter() is not { } first) return;
        if (cursor.Current != '-' || cursor.Peek(1) is ']' or '[' or '\0')
        {
            set.Add(first, first);
            return;
        }

        cursor.Take("-");
        if (TakeCharacter() is not { } last) return;
        if (last < first) cursor.Fail(start, "this range ends before it begins");
        else set.Add(first, last);
    }

    private bool TryParseClass(RuneSetBuilder set)
    {
        var start = cursor.At;
        if (cursor.Take("[:"))
        {
            var isNegated = cursor.Take("^");
            var name = cursor.TakeWhile(char.IsAsciiLetter);
            if (RuneClasses.Posix(name) is { } members && cursor.Take(":]"))
                set.Add(isNegated ? rune => !members(rune) : members);
            else
                cursor.Fail(start, "there is no such class of characters", "Known are [:alpha:], [:digit:], [:alnum:], [:space:] …");
            return true;
        }

        if (cursor.Current != '\\') return false;
        if (cursor.Peek(1) is 'p' or 'P')
        {
            var isNegated = cursor.Peek(1) == 'P';
            cursor.TakeRune();
            cursor.TakeRune();
            if (PatternEscapes.TakeCategory(cursor, isNegated) is { } members) set.Add(members);
            return true;
        }

        if (RuneClasses.Escape(cursor.Peek(1)) is not { } escape) return false;

        cursor.TakeRune();
        cursor.TakeRune();
        set.Add(escape);
        return true;
    }

    private Rune? TakeCharacter()
    {
        if (!cursor.Take("\\")) return cursor.TakeRune();
        if (cursor.Take("b")) return new Rune('\b');
        return PatternEscapes.TakeCharacter(cursor);
    }
}
