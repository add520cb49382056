namespace LogPair.Processor.Parsing.Patterns;

/// <summary>Conditions on a place in the text.</summary>
internal enum AssertionKind
{
    /// <summary><c>^</c> and <c>\A</c>.</summary>
    Start,

    /// <summary><c>\z</c>.</summary>
    End,

    /// <summary><c>$</c> and <c>\Z</c>: the end, or before a line feed at the end.</summary>
    EndOrLastLineFeed,

    /// <summary><c>(?m)^</c>.</summary>
    LineStart,

    /// <summary><c>(?m)$</c>.</summary>
    LineEnd,

    /// <summary><c>\b</c>.</summary>
    WordBoundary,

    /// <summary><c>\B</c>.</summary>
    NoWordBoundary,
}
