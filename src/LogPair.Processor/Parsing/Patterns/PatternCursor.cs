using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A place in the text of a regular expression, and the first thing that is wrong with it.</summary>
internal sealed class PatternCursor(string text)
{
    public int At { get; private set; }

    /// <summary>Null as long as all is well. After a problem the rest of the text is skipped.</summary>
    public PatternProblem? Problem { get; private set; }

    public bool IsAtEnd => At >= text.Length;

    /// <summary>The character there; 0 past the end.</summary>
    public char Current => Peek(0);

    public char Peek(int distance) => At + distance < text.Length ? text[At + distance] : '\0';

    public bool StartsWith(string part) => string.CompareOrdinal(text, At, part, 0, part.Length) == 0;

    public bool Take(string part)
    {
        if (IsAtEnd || !StartsWith(part)) return false;

        At += part.Length;
        return true;
    }

    /// <summary>The next character, be it of two units; a lone half of one is U+FFFD.</summary>
    public Rune TakeRune()
    {
        if (IsAtEnd) return Rune.ReplacementChar;

        Rune.DecodeFromUtf16(text.AsSpan(At), out var rune, out var length);
        At += length;
        return rune;
    }

    /// <summary>The text up to a character, which is taken too; null if there is none.</summary>
    public string? TakeUntil(char end)
    {
        var length = IsAtEnd ? -1 : text.IndexOf(end, At) - At;
        if (length < 0) return null;

        var taken = text.Substring(At, length);
        At += length + 1;
        return taken;
    }

    /// <summary>The characters for which <paramref name="isWanted"/> holds, at most so many.</summary>
    public string TakeWhile(Func<char, bool> isWanted, int most = int.MaxValue)
    {
        var start = At;
        while (!IsAtEnd && At - start < most && isWanted(Current)) At++;
        return text[start..At];
    }

    public void Back(int characters) => At -= characters;

    /// <summary>Remembers the first problem and goes to the end.</summary>
    public SequenceNode Fail(int at, string message, string hint = "")
    {
        Problem ??= new PatternProblem(at, message, hint);
        At = text.Length;
        return new SequenceNode([]);
    }
}
