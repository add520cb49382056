using System.Globalization;
using System.Text;

namespace LogPair.Host.Starter;

/// <summary>YAML with comments, line by line.</summary>
internal sealed class YamlText
{
    // Comments longer than this go on in the next line.
    private const int CommentColumns = 100;

    private const string PlainMarks = " _-./()*+=<>'";

    private readonly StringBuilder _text = new();

    public void Line(string line) => _text.Append(line).Append('\n');

    public void Blank() => _text.Append('\n');

    /// <summary>A comment in lines of its own, broken between words.</summary>
    /// <param name="text">Any; what would end a comment or move a cursor is replaced.</param>
    /// <param name="indent">Spaces before each line.</param>
    public void Comment(string text, int indent)
    {
        var start = new string(' ', indent) + "#";
        var line = new StringBuilder(start);
        foreach (var word in Printable(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start.Length && line.Length + 1 + word.Length > CommentColumns)
            {
                Line(line.ToString());
                line.Clear().Append(start);
            }

            line.Append(' ').Append(word);
        }

        Line(line.ToString());
    }

    /// <summary>The same YAML, commented out: without <c># </c> at the start of each line it is back.</summary>
    /// <param name="yaml">Its lines stand at least <paramref name="indent"/> spaces in.</param>
    /// <param name="indent">Spaces before the mark.</param>
    public void CommentedOut(string yaml, int indent)
    {
        foreach (var line in yaml.TrimEnd('\n').Split('\n'))
            Line(line.Length == 0 ? new string(' ', indent) + "#" : $"{line[..indent]}# {line[indent..]}");
    }

    public override string ToString() => _text.ToString();

    /// <summary>A value, or a key, in quotes where it needs them.</summary>
    public static string Scalar(string text)
    {
        if (text.Any(IsUnprintable)) return DoubleQuoted(text);
        return IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>Text for a comment: one line, whatever it holds.</summary>
    public static string Printable(string text) =>
        string.Concat(text.Select(letter => IsUnprintable(letter) ? '\ufffd' : letter));

    // Controls, the line breaks of YAML 1.1 and 1.2, byte order marks, halves of characters: more than need be.
    private static bool IsUnprintable(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is
        UnicodeCategory.Control or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse;

    // Far from all that may be plain: what begins with a letter and has nothing that means something in YAML.
    private static bool IsPlain(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '_')
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || PlainMarks.Contains(letter))
        && text[^1] != ' ' && !IsWord(text);

    private static bool IsWord(string text) =>
        text.ToLowerInvariant() is "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (IsUnprintable(letter)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }
}
