using System.Text;

namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>The part of a <see cref="LikePattern"/> between two <c>%</c>.</summary>
internal sealed class LikePiece
{
    // _plain is the piece's bytes if it holds no wildcard and case matters; otherwise null and _runes decides.
    private readonly byte[]? _plain;
    private readonly Rune?[] _runes;
    private readonly LetterCase _letters;

    /// <param name="elements">UTF-16 code units; null for any character.</param>
    /// <param name="letters">Whether their case matters.</param>
    public LikePiece(IReadOnlyList<char?> elements, LetterCase letters)
    {
        _letters = letters;
        _runes = [.. ToRunes(elements)];
        if (letters == LetterCase.Matters && !_runes.Contains(null))
        {
            _plain = Encoding.UTF8.GetBytes(string.Concat(_runes));
        }
    }

    /// <summary>Characters that a match has.</summary>
    public int Length => _runes.Length;

    /// <param name="text">Tried at its start.</param>
    /// <param name="used">Bytes of the match.</param>
    public bool TryMatchAtStart(ReadOnlySpan<byte> text, out int used)
    {
        used = 0;
        if (_plain is not null)
        {
            used = _plain.Length;
            return text.StartsWith(_plain);
        }

        foreach (var wanted in _runes)
        {
            if (used == text.Length) return false;
            Rune.DecodeFromUtf8(text[used..], out var found, out var length);
            if (!IsMatch(wanted, found)) return false;
            used += length;
        }

        return true;
    }

    /// <summary>Finds the first match anywhere.</summary>
    /// <param name="text">Searched from its start.</param>
    /// <param name="used">Bytes to the end of the match.</param>
    public bool TryFind(ReadOnlySpan<byte> text, out int used)
    {
        if (_plain is not null)
        {
            var start = text.IndexOf(_plain);
            used = start + _plain.Length;
            return start >= 0;
        }

        for (var start = 0; start <= text.Length; start++)
        {
            if (start < text.Length && (text[start] & 0xC0) == 0x80) continue;
            if (!TryMatchAtStart(text[start..], out used)) continue;
            used += start;
            return true;
        }

        used = 0;
        return false;
    }

    public bool MatchesAtEnd(ReadOnlySpan<byte> text)
    {
        if (_plain is not null) return text.EndsWith(_plain);

        var start = Utf8Text.StartOfLast(text, _runes.Length);
        return start >= 0 && TryMatchAtStart(text[start..], out _);
    }

    private bool IsMatch(Rune? wanted, Rune found)
    {
        if (wanted is not { } rune) return found.Value != '\n';
        return _letters == LetterCase.Matters ? rune == found : Utf8Text.SameLetter(rune, found);
    }

    private static IEnumerable<Rune?> ToRunes(IReadOnlyList<char?> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i] is not { } unit) yield return null;
            else if (i + 1 < elements.Count && elements[i + 1] is { } next && Rune.TryCreate(unit, next, out var pair))
            {
                i++;
                yield return pair;
            }
            else yield return Rune.TryCreate(unit, out var single) ? single : Rune.ReplacementChar;
        }
    }
}
