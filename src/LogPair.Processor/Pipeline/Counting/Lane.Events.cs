using System.Text.Unicode;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Following;
using LogPair.Processor.Pipeline.Joining;
using LogPair.Processor.Pipeline.Recognizing;

namespace LogPair.Processor.Pipeline.Counting;

/// <summary>
/// Segments of which a line is not a record's text as it stands: wrapped, of several lines, in other encodings.
/// </summary>
internal sealed partial class Lane : IEventSink
{
    private readonly LineDecoder _decoder = new();
    private readonly IUnwrapper[] _unwrappers = [new CriUnwrapper(), new DockerUnwrapper()];
    private readonly WrapperFields _wrapperFields;
    private readonly ExceptionField _exceptions;
    private readonly EventJoiner _joiner;
    private TailedSegment? _segment;
    private long _lastEventTicks;

    /// <summary>An event that is complete.</summary>
    public void Take(scoped in JoinedEvent joined)
    {
        if (joined.InvalidLines > 0) Count(_catalog.InvalidUtf8, _catalog.NoLabels, joined.InvalidLines);
        if (joined.Lines > 1) Count(_catalog.JoinedLines, _catalog.NoLabels, joined.Lines - 1);
        if (joined.Cut != CutReason.None) Count(_catalog.CutEvents, _catalog.CutReasons[(int)joined.Cut], 1);
        var outcome = joined.IsAlien ? ParseOutcome.Mismatch : Parse(joined);
        if (outcome == ParseOutcome.Header && _segment!.TryTakeHeader(joined.Text)) return;
        if (outcome != ParseOutcome.Parsed)
        {
            CountUnparsed(outcome, joined.Text, joined.Lines);
            return;
        }

        _wrapperFields.Fill(_fields, joined.Wrapped);
        var record = new LogRecord(joined.Text, _fields);
        Measure(record);
        if (_clock.Ticks(record) is not 0 and var ticks) _lastEventTicks = ticks;
    }

    /// <summary>
    /// A format is one of lines, so it gets the first; those that follow may hold its exception. If the first line is
    /// nothing without them, it gets all. With them it is no header any more.
    /// </summary>
    private ParseOutcome Parse(scoped in JoinedEvent joined)
    {
        var parser = _segment!.Parser!;
        var first = parser.Parse(joined.Text[..joined.FirstLineLength], _fields);
        if (joined.IsOneLine) return first;
        if (first == ParseOutcome.Parsed)
        {
            _exceptions.Fill(_fields, joined.Text, joined.FirstLineLength + 1);
            return first;
        }

        var whole = parser.Parse(joined.Text, _fields);
        if (whole == ParseOutcome.Parsed) return whole;
        if (first == ParseOutcome.Header) return ParseOutcome.Mismatch;

        return whole == ParseOutcome.Header ? whole : first;
    }

    /// <summary>Reads lines up to the last place at which no event is unfinished, or all if nothing more comes.</summary>
    private void ReadEvents(TailedSegment segment, ref LineReader lines, bool isUtf8, bool isComplete)
    {
        var reading = segment.Reading!;
        var framer = segment.Framer;
        _segment = segment;
        _lastEventTicks = 0;
        _joiner.Begin(
            reading.Multiline,
            reading.FlushAfter,
            framer.MaxLineBytes,
            new LinePlace(framer.CommittableOffset, Number: 0));
        while (lines.TryRead(out var line)) AddLine(reading, line, isUtf8, lines);

        // A line that is too long ends whatever came before it, if it is only known to be so as well.
        var end = new LinePlace(framer.CommittableOffset, lines.Lines);
        if (framer.IsDiscarding || lines.IsPastTooLong) _joiner.Break(end);
        if (isComplete) _joiner.End();
        segment.IsHolding = _joiner.Held.Offset < end.Offset;
        if (segment.IsHolding) lines.Hold(_joiner.Held.Offset, lines.Lines - _joiner.Held.Number);
    }

    private void AddLine(FileReading reading, ReadOnlySpan<byte> line, bool isUtf8, in LineReader lines)
    {
        var place = new LinePlace(lines.LineOffset, lines.Lines - 1);
        var next = new LinePlace(_segment!.Framer.CommittableOffset, lines.Lines);
        var text = _decoder.Decode(line, reading.Encoding, out var isValid);
        if (place.Offset == 0) text = ByteOrderMark.Strip(text);
        if (reading.Encoding == TextEncoding.Utf8) isValid = isUtf8 || Utf8.IsValid(text);

        if (reading.Wrapper == LineWrapper.None)
        {
            _joiner.Add(new WrappedLine { Text = text }, place, next, isValid);
            return;
        }

        var unwrapper = _unwrappers[reading.Wrapper == LineWrapper.Cri ? 0 : 1];
        if (unwrapper.TryUnwrap(text, out var wrapped)) _joiner.Add(wrapped, place, next, isValid);
        else _joiner.AddAlien(text, place, next, isValid);
    }
}
