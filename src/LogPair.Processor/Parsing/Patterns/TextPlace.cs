using System.Diagnostics;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Conditions on a place in a text.</summary>
internal static class TextPlace
{
    public static bool Is(AssertionKind kind, ReadOnlySpan<byte> text, int at) => kind switch
    {
        AssertionKind.Start => at == 0,
        AssertionKind.End => at == text.Length,
        AssertionKind.EndOrLastLineFeed => at == text.Length || (at == text.Length - 1 && text[at] == '\n'),
        AssertionKind.LineStart => at == 0 || text[at - 1] == '\n',
        AssertionKind.LineEnd => at == text.Length || text[at] == '\n',
        AssertionKind.WordBoundary => IsBoundary(text, at),
        AssertionKind.NoWordBoundary => !IsBoundary(text, at),
        _ => throw new UnreachableException(),
    };

    private static bool IsBoundary(ReadOnlySpan<byte> text, int at)
    {
        var isAfterWord = false;
        if (at > 0)
        {
            Utf8Runes.Before(text, at, out var before);
            isAfterWord = RuneClasses.IsInWord(before);
        }

        if (at == text.Length) return isAfterWord;

        Utf8Runes.At(text, at, out var after);
        return RuneClasses.IsInWord(after) != isAfterWord;
    }
}
