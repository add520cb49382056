using LogPair.Processor.Parsing;

namespace LogPair.Processor.Pipeline;

/// <summary>Reads the time of events, only of those whose time somebody needs.</summary>
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

    /// <summary>The record's time as it stands in the line.</summary>
    public ReadOnlySpan<byte> Text(scoped in LogRecord record) => record.Text(_timeSlot);

    /// <returns>UTC ticks, or 0 if the record has no time that can be read.</returns>
    public static long Ticks(ReadOnlySpan<byte> text) => Timestamps.TryParse(text, out var ticks) ? ticks : 0;
}
