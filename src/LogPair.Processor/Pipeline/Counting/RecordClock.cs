using LogPair.Processor.Parsing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>Reads the time of events, only of those whose time somebody needs. One owner thread.</summary>
internal sealed class RecordClock
{
    // Clocks of neighbouring hosts and the steps in which file systems keep time differ by less.
    private const long TrustedTicksAhead = TimeSpan.TicksPerMinute;

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

    /// <summary>The latest that <see cref="OrderTicks"/> has told of the file that the records are from; 0 if none.</summary>
    public long LatestTicks { get; set; }

    /// <summary>Where a record stands among those of all files: never before an earlier line of its own.</summary>
    /// <remarks>
    /// A time more than a minute after the last change of the file is none at which anything can have been written; the
    /// record then counts as of that change.
    /// </remarks>
    /// <returns>UTC ticks, or 0 if neither the record nor one before it in its file has a time.</returns>
    public long OrderTicks(scoped in LogRecord record)
    {
        var ticks = Ticks(record);
        if (ReferenceTicks > 0 && ticks > ReferenceTicks + TrustedTicksAhead) ticks = ReferenceTicks;
        return LatestTicks = Math.Max(LatestTicks, ticks);
    }

    /// <returns>UTC ticks, or 0 if the record has no time that can be read.</returns>
    public long Ticks(scoped in LogRecord record) =>
        record.TryGetTime(_timeSlot, ReferenceTicks, out var ticks) ? ticks : 0;
}
