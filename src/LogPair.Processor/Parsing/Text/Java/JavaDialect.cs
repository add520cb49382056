namespace LogPair.Processor.Parsing.Text.Java;

/// <summary>Whose pattern it is, where log4j and logback differ.</summary>
internal enum JavaDialect
{
    /// <summary>All between the braces of <c>%d{…}</c> is the format of the time.</summary>
    Log4j,

    /// <summary>A comma ends the format of the time, unless it is in quotes.</summary>
    Logback,
}
