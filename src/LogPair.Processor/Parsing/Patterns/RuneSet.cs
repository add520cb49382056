using System.Buffers;
using System.Text;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>A set of characters. Immutable; ASCII is answered from a table.</summary>
internal sealed class RuneSet
{
    private const int AsciiCount = 128;

    private readonly bool[] _ascii = new bool[AsciiCount];
    private readonly Func<Rune, bool> _contains;
    private readonly SearchValues<byte> _plain;

    /// <param name="contains">Whether a character belongs to it.</param>
    /// <param name="beyondAscii">Whether all or none of the characters beyond ASCII do; null if it depends.</param>
    public RuneSet(Func<Rune, bool> contains, bool? beyondAscii)
    {
        _contains = contains;
        BeyondAscii = beyondAscii;
        for (var i = 0; i < AsciiCount; i++) _ascii[i] = contains(new Rune(i));
        _plain = SearchValues.Create(
            [.. Enumerable.Range(0, 256).Where(i => i < AsciiCount ? _ascii[i] : beyondAscii is true).Select(i => (byte)i)]);
    }

    /// <summary>Whether all or none of the characters beyond ASCII belong to it; null if it depends.</summary>
    public bool? BeyondAscii { get; }

    public bool ContainsAscii(byte character) => _ascii[character];

    public bool Contains(Rune rune) => rune.IsAscii ? _ascii[rune.Value] : BeyondAscii ?? _contains(rune);

    /// <summary>Goes past the character at <paramref name="at"/> if it belongs to the set.</summary>
    public bool TryPass(ReadOnlySpan<byte> text, ref int at)
    {
        if ((uint)at >= (uint)text.Length) return false;

        var first = text[at];
        if (first < AsciiCount)
        {
            if (!_ascii[first]) return false;
            at++;
            return true;
        }

        if (BeyondAscii == false) return false;
        var length = Utf8Runes.At(text, at, out var rune);
        if (BeyondAscii is null && !_contains(rune)) return false;
        at += length;
        return true;
    }

    /// <summary>Where the characters that belong to the set end, seen from <paramref name="at"/>.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where to begin.</param>
    /// <param name="limit">Where to stop looking; a character may reach beyond it.</param>
    public int EndOfRun(ReadOnlySpan<byte> text, int at, int limit)
    {
        while (at < limit)
        {
            var length = text[at..limit].IndexOfAnyExcept(_plain);
            if (length < 0) return limit;

            at += length;
            if (text[at] < AsciiCount || !TryPass(text, ref at)) return at;
        }

        return at;
    }
}
