using System.Globalization;
using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Characters that are written with a backslash.</summary>
internal static class PatternEscapes
{
    /// <summary>Reads what follows a backslash, if it stands for one character.</summary>
    /// <returns>Null, with a problem, for anything else.</returns>
    public static Rune? TakeCharacter(PatternCursor cursor)
    {
        var start = cursor.At - 1;
        if (cursor.IsAtEnd)
        {
            cursor.Fail(start, "the pattern ends with a backslash", "Write \\\\ for a backslash.");
            return null;
        }

        var rune = cursor.TakeRune();
        if (!rune.IsAscii || !char.IsAsciiLetterOrDigit((char)rune.Value)) return rune;

        switch ((char)rune.Value)
        {
            case 't': return new Rune('\t');
            case 'n': return new Rune('\n');
            case 'r': return new Rune('\r');
            case 'f': return new Rune('\f');
            case 'v': return new Rune('\v');
            case 'a': return new Rune('\a');
            case 'e': return new Rune('\u001B');
            case '0' when !char.IsAsciiDigit(cursor.Current): return new Rune(0);
            case 'x': return TakeHex(cursor, start, 2);
            case 'u': return TakeHex(cursor, start, 4);
        }

        cursor.Fail(start, Refusal((char)rune.Value), "");
        return null;
    }

    /// <summary>Reads the name of <c>\p{…}</c>, of which <c>\p</c> has passed.</summary>
    public static Func<Rune, bool>? TakeCategory(PatternCursor cursor, bool isNegated)
    {
        var start = cursor.At - 2;
        var name = cursor.Take("{") ? cursor.TakeUntil('}') : null;
        if (name is not null && RuneClasses.Category(name) is { } isMember)
            return isNegated ? rune => !isMember(rune) : isMember;

        cursor.Fail(start, "only general categories can follow \\p", "Write \\p{L}, \\p{Lu}, \\p{Nd} and the like.");
        return null;
    }

    private static Rune? TakeHex(PatternCursor cursor, int start, int digits)
    {
        var text = cursor.TakeWhile(char.IsAsciiHexDigit, digits);
        if (text.Length == digits)
        {
            var value = int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return Rune.TryCreate(value, out var rune) ? rune : Rune.ReplacementChar;
        }

        cursor.Fail(start, $"{digits} hexadecimal digits are expected here");
        return null;
    }

    private static string Refusal(char letter) => letter switch
    {
        >= '1' and <= '9' or 'k' => "references back to a group are not possible: they cannot be matched in linear time",
        'G' => "\\G is not possible: there is no previous match",
        'K' => "\\K is not possible: put what you want in a named group",
        _ => $"there is no \\{letter}",
    };
}
