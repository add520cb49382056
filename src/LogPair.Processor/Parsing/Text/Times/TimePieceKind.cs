namespace LogPair.Processor.Parsing.Text.Times;

/// <summary>A part of a moment's text.</summary>
internal enum TimePieceKind
{
    /// <summary>Text that is always the same.</summary>
    Literal,
    Year,
    Month,
    MonthName,
    Day,

    /// <summary>Tells nothing that the date does not.</summary>
    DayName,
    Hour,
    HourOfTwelve,
    HalfOfDay,
    Minute,
    Second,
    Fraction,

    /// <summary>Hours, or hours and minutes, that the time is ahead of UTC.</summary>
    Offset,

    /// <summary>A T or a space.</summary>
    DateEnd,

    /// <summary>A point or a comma.</summary>
    FractionMark,
}
