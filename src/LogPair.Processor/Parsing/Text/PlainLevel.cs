using System.Buffers;
using System.Text;

namespace LogPair.Processor.Parsing.Text;

/// <summary>A level near the start of a line of plain text, where it can be nothing else.</summary>
/// <remarks>
/// It is a word of its own: in brackets of any kind (<c>[INF]</c>, <c>&lt;warn&gt;</c>), in capitals (<c>ERROR</c>), or
/// before a colon (<c>error:</c>, <c>warn:</c>). With a time before it, it may be one of the first words, since threads
/// and loggers often stand between; else it is the first that is not in brackets, or in brackets before that. A line
/// may also begin as those of glog do: <c>E1122 13:04:05</c>. Single letters and numbers count nowhere else.
/// </remarks>
internal static class PlainLevel
{
    /// <summary>How many words after a time are looked at. The usual layouts have it at most fourth.</summary>
    private const int MostWords = 5;

    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \t:|]\r\n"u8);

    /// <summary>Where the level stands in a line; empty if there is none.</summary>
    /// <param name="line">Whole.</param>
    /// <param name="start">Past the time, if there is one.</param>
    /// <param name="hasTime">Whether there is.</param>
    public static Range Find(ReadOnlySpan<byte> line, int start, bool hasTime)
    {
        if (!hasTime && IsGlog(line[start..])) return start..(start + 1);

        for (var words = 0; words < MostWords; words++)
        {
            if (!TryReadWord(line, ref start, out var word, out var isBracketed)) break;
            if (IsLevel(line, word, isBracketed)) return word;
            if (!hasTime && !isBracketed) break;
        }

        return default;
    }

    private static bool IsLevel(ReadOnlySpan<byte> line, Range place, bool isBracketed)
    {
        var word = line[place];
        if (word.Length < 3 || !char.IsAsciiLetter((char)word[0]) || !LevelNames.TryRead(word, out _)) return false;

        var isBeforeColon = place.End.Value < line.Length && line[place.End.Value] == ':';
        var isInCapitals = word.IndexOfAnyInRange((byte)'a', (byte)'z') < 0;
        return IsEverydayWord(word) ? isBeforeColon && isInCapitals : isBracketed || isBeforeColon || isInCapitals;
    }

    /// <summary>Levels of java.util.logging, PostgreSQL and others that mean something else too often.</summary>
    private static bool IsEverydayWord(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "all"u8) || Ascii.EqualsIgnoreCase(word, "fine"u8)
        || Ascii.EqualsIgnoreCase(word, "log"u8) || Ascii.EqualsIgnoreCase(word, "config"u8)
        || Ascii.EqualsIgnoreCase(word, "success"u8);

    /// <summary>Reads the next word, without the marks around it.</summary>
    private static bool TryReadWord(ReadOnlySpan<byte> line, ref int at, out Range word, out bool isBracketed)
    {
        while (at < line.Length && line[at] is (byte)' ' or (byte)'\t' or (byte)'-' or (byte)'|') at++;
        isBracketed = at < line.Length && line[at] is (byte)'[' or (byte)'(' or (byte)'<';
        if (isBracketed) return TryReadBracketed(line, ref at, out word);

        var length = line[at..].IndexOfAny(WordEnds);
        word = at..(length < 0 ? line.Length : at + length);
        at = word.End.Value;
        while (at < line.Length && line[at] is (byte)':' or (byte)']') at++;
        return word.End.Value > word.Start.Value;
    }

    private static bool TryReadBracketed(ReadOnlySpan<byte> line, ref int at, out Range word)
    {
        var close = line[at] switch { (byte)'[' => (byte)']', (byte)'(' => (byte)')', _ => (byte)'>' };
        var length = line[at..].IndexOf(close);
        word = default;
        if (length < 0) return false;

        var text = line.Slice(at + 1, length - 1);
        var start = at + 1 + text.Length - text.TrimStart((byte)' ').Length;
        word = start..Math.Max(start, at + length - (text.Length - text.TrimEnd((byte)' ').Length));
        at += length + 1;
        if (at < line.Length && line[at] == ':') at++;
        return true;
    }

    private static bool IsGlog(ReadOnlySpan<byte> line) =>
        line.Length > 14 && line[0] is (byte)'I' or (byte)'W' or (byte)'E' or (byte)'F'
        && line[1..5].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
        && line[5] == ' ' && line[8] == ':' && line[11] == ':';
}
