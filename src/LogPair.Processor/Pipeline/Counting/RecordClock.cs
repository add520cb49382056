using LogPair.Processor.Parsing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Reads the time of events, only of those whose time somebody needs. One owner thread.</summary>
internal sealed class RecordClock
{
    private static readonly FieldPath Time = new("@t");
    private readonly int _timeSlot;

    /// <param name="fields">Complete: <see cref="Require"/> was called before parsers were made.</param>
    public RecordClock(FieldSet fields)
    {
        _timeSlot = fields.Add(Time);
    }

    /// <summary>Puts the time among the fields that parsers extract.</summary>
    public static void Require(FieldSet fields) => fields.Add(Time);

    /// <summary>
    /// When the file that the records are from was last changed, in UTC ticks: syslog's times say no year, and none of them
    /// is later than that.
    /// </summary>
    /// <remarks>Of the file and not of the clock, so that an old file has the same times whenever it is read.</remarks>
    public long ReferenceTicks { get; set; }

    /// <returns>UTC ticks, or 0 if the record has no time that can be read.</returns>
    public long Ticks(scoped in LogRecord record) =>
        record.TryGetTime(_timeSlot, ReferenceTicks, out var ticks) ? ticks : 0;
}
