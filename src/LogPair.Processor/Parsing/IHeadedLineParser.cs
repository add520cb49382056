namespace LogPair.Processor.Parsing;

/// <summary>Reads lines of a format whose files say themselves what their columns are.</summary>
/// <remarks>
/// Such a line has the outcome <see cref="ParseOutcome.Header"/>; whoever reads the file goes on with what
/// <see cref="With"/> makes of it, and keeps the line for as long as the file may be read again from its middle.
/// </remarks>
internal interface IHeadedLineParser : ILineParser
{
    /// <summary>The parser for the lines that follow a header.</summary>
    /// <param name="header">A line that had the outcome <see cref="ParseOutcome.Header"/>.</param>
    ILineParser With(ReadOnlySpan<byte> header);
}
