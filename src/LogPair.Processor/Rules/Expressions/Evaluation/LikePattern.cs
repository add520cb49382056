namespace LogPair.Processor.Rules.Expressions.Evaluation;

/// <summary>
/// A wildcard pattern: <c>%</c> is any text, <c>_</c> any one character but a line feed; doubled, each means itself.
/// </summary>
/// <remarks>
/// Matching takes the earliest place for every piece between two wildcards, so its time is bounded by
/// text length times pattern length: there is no backtracking to attack. A pattern that does not end in <c>%</c>
/// also matches before a final line feed, as it does in Serilog.Expressions, which builds a regular expression.
/// </remarks>
internal sealed class LikePattern
{
    // The pieces between unescaped %; the first and the last are anchored and may be empty.
    private readonly LikePiece[] _pieces;

    public LikePattern(string pattern, LetterCase letters)
    {
        _pieces = [.. Split(pattern).Select(piece => new LikePiece(piece, letters))];
    }

    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (MatchesToEnd(text)) return true;

        var endIsAnchored = _pieces.Length == 1 || _pieces[^1].Length > 0;
        return endIsAnchored && text.EndsWith((byte)'\n') && MatchesToEnd(text[..^1]);
    }

    private bool MatchesToEnd(ReadOnlySpan<byte> text)
    {
        if (!_pieces[0].TryMatchAtStart(text, out var used)) return false;
        if (_pieces.Length == 1) return used == text.Length;

        text = text[used..];
        foreach (var piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            if (!piece.TryFind(text, out used)) return false;
            text = text[used..];
        }

        return _pieces[^1].MatchesAtEnd(text);
    }

    // A null element stands for any character.
    private static List<List<char?>> Split(string pattern)
    {
        var pieces = new List<List<char?>> { new() };
        for (var i = 0; i < pattern.Length; i++)
        {
            var isWildcard = pattern[i] is '%' or '_';
            var isDoubled = isWildcard && i + 1 < pattern.Length && pattern[i + 1] == pattern[i];
            if (isDoubled) i++;
            if (isWildcard && !isDoubled && pattern[i] == '%') pieces.Add([]);
            else pieces[^1].Add(isWildcard && !isDoubled ? null : pattern[i]);
        }

        return pieces;
    }
}
