using System.Diagnostics;

namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Assertions by what stands on both sides. Must say what <see cref="TextPlace"/> says.</summary>
internal static class PlaceContexts
{
    public const int Count = 5;

    public static bool Is(AssertionKind kind, PlaceContext before, PlaceContext after) => kind switch
    {
        AssertionKind.Start => before == PlaceContext.Edge,
        AssertionKind.End => after == PlaceContext.Edge,
        AssertionKind.EndOrLastLineFeed => after is PlaceContext.Edge or PlaceContext.LastLineFeed,
        AssertionKind.LineStart => before is PlaceContext.Edge or PlaceContext.LineFeed,
        AssertionKind.LineEnd => after is PlaceContext.Edge or PlaceContext.LineFeed or PlaceContext.LastLineFeed,
        AssertionKind.WordBoundary => before == PlaceContext.Word != (after == PlaceContext.Word),
        AssertionKind.NoWordBoundary => before == PlaceContext.Word == (after == PlaceContext.Word),
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether it asks what stands before the place.</summary>
    public static bool LooksBack(AssertionKind kind) => kind is AssertionKind.Start or AssertionKind.LineStart
        or AssertionKind.WordBoundary or AssertionKind.NoWordBoundary;

    public static bool AsksForLineFeeds(AssertionKind kind) =>
        kind is AssertionKind.EndOrLastLineFeed or AssertionKind.LineStart or AssertionKind.LineEnd;

    public static bool AsksForWords(AssertionKind kind) =>
        kind is AssertionKind.WordBoundary or AssertionKind.NoWordBoundary;
}
