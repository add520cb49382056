using LogPair.Processor.Parsing;

namespace LogPair.Host.Starter;

/// <summary>Takes the events of a file.</summary>
internal interface IEventTaker
{
    /// <param name="record">Valid during the call.</param>
    void Take(scoped in LogRecord record);

    /// <summary>An event that is no record.</summary>
    /// <param name="outcome">Why not.</param>
    /// <param name="text">All of it.</param>
    /// <param name="lines">That it takes.</param>
    void Refuse(ParseOutcome outcome, ReadOnlySpan<byte> text, int lines);
}
