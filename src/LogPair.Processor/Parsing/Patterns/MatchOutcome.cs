namespace LogPair.Processor.Parsing.Patterns;

/// <summary>What became of looking for a pattern in a text.</summary>
internal enum MatchOutcome
{
    NoMatch,
    Match,

    /// <summary>The answer would have cost more steps or memory than <see cref="MatchSpace"/> grants.</summary>
    TooCostly,
}
