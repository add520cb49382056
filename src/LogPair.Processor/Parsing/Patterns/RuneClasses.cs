using System.Globalization;
using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Characters by what they are: <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\p{…}</c>, <c>[:alpha:]</c>.</summary>
internal static class RuneClasses
{
    // In the order of UnicodeCategory. Source: Unicode, General_Category.
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary><c>\w</c> of .NET: letters, marks that take no space, decimal digits, connectors.</summary>
    public static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.NonSpacingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    /// <summary>What <c>\b</c> of .NET takes for part of a word: joiners too.</summary>
    public static bool IsInWord(Rune rune) => IsWord(rune) || rune.Value is 0x200C or 0x200D;

    public static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>The classes that a letter after a backslash means; null if none.</summary>
    public static Func<Rune, bool>? Escape(char letter) => letter switch
    {
        'd' => IsDigit,
        'D' => static rune => !IsDigit(rune),
        'w' => IsWord,
        'W' => static rune => !IsWord(rune),
        's' => Rune.IsWhiteSpace,
        'S' => static rune => !Rune.IsWhiteSpace(rune),
        _ => null,
    };

    /// <summary>A general category, or its first letter for all of its kind; null if there is none.</summary>
    public static Func<Rune, bool>? Category(string name)
    {
        var isMember = new bool[Categories.Length];
        for (var i = 0; i < isMember.Length; i++)
            isMember[i] = name.Length > 0 && Categories[i].StartsWith(name, StringComparison.Ordinal);
        return isMember.Contains(true) ? rune => isMember[(int)Rune.GetUnicodeCategory(rune)] : null;
    }

    /// <summary>A class of POSIX, which has only ASCII here; null if there is none.</summary>
    public static Func<Rune, bool>? Posix(string name) => name switch
    {
        "alpha" => static rune => rune.IsAscii && char.IsAsciiLetter((char)rune.Value),
        "digit" => static rune => rune.IsAscii && char.IsAsciiDigit((char)rune.Value),
        "alnum" => static rune => rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value),
        "upper" => static rune => rune.IsAscii && char.IsAsciiLetterUpper((char)rune.Value),
        "lower" => static rune => rune.IsAscii && char.IsAsciiLetterLower((char)rune.Value),
        "xdigit" => static rune => rune.IsAscii && char.IsAsciiHexDigit((char)rune.Value),
        "space" => static rune => rune.Value is ' ' or (>= '\t' and <= '\r'),
        "blank" => static rune => rune.Value is ' ' or '\t',
        "cntrl" => static rune => rune.Value is < 0x20 or 0x7F,
        "print" => static rune => rune.Value is >= 0x20 and < 0x7F,
        "graph" => static rune => rune.Value is > 0x20 and < 0x7F,
        "punct" => static rune => rune.Value is > 0x20 and < 0x7F && !char.IsAsciiLetterOrDigit((char)rune.Value),
        _ => null,
    };
}
