namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What stands beside a place, as far as assertions ask for it.</summary>
internal enum PlaceContext : byte
{
    /// <summary>Nothing: the text begins or ends there.</summary>
    Edge,

    LineFeed,

    /// <summary>A line feed, and nothing after it.</summary>
    LastLineFeed,

    Word,

    Other,
}
