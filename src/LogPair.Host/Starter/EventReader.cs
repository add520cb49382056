using System.Buffers;
using LogPair.Processor.Framing;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Wrapping;
using LogPair.Processor.Pipeline.Counting;
using LogPair.Processor.Pipeline.Joining;
using LogPair.Processor.Pipeline.Recognizing;

namespace LogPair.Host.Starter;

/// <summary>Reads the start of a file as a processor would: unwrapped, decoded, joined and parsed.</summary>
internal sealed class EventReader : IEventSink
{
    private readonly FileReading _reading;
    private readonly IEventTaker _taker;
    private readonly FieldBuffer _fields;
    private readonly LineDecoder _decoder = new();
    private readonly IUnwrapper? _unwrapper;
    private readonly WrapperFields _wrapperFields;
    private readonly ExceptionField _exceptions;
    private readonly EventJoiner _joiner;
    private ILineParser _parser;

    /// <param name="reading">Its parser was made for <paramref name="fields"/>.</param>
    /// <param name="fields">Complete.</param>
    /// <param name="taker">Gets the events.</param>
    public EventReader(FileReading reading, FieldSet fields, IEventTaker taker)
    {
        _reading = reading;
        _taker = taker;
        _parser = reading.Parser;
        _fields = new FieldBuffer(fields);
        _unwrapper = Unwrappers.Create(reading.Wrapper);
        _wrapperFields = new WrapperFields(fields);
        _exceptions = new ExceptionField(fields);
        _joiner = new EventJoiner(this);
    }

    /// <param name="file">Read from its start, once.</param>
    /// <param name="maxLines">After which nothing more is read.</param>
    /// <returns>Lines read, too long ones left aside.</returns>
    public int Read(SampledFile file, int maxLines)
    {
        var framer = new LineFramer { Encoding = _reading.Encoding };
        var content = new ReadOnlySequence<byte>(file.Content);
        _joiner.Begin(_reading.Multiline, _reading.FlushAfter, framer.MaxLineBytes, new LinePlace(0, 0));
        using var lines = file.IsWhole ? framer.ReadToEnd(content) : framer.Read(content);
        while (lines.Lines < maxLines && lines.TryRead(out var line))
        {
            var place = new LinePlace(lines.LineOffset, lines.Lines - 1);
            Add(line, place, new LinePlace(framer.CommittableOffset, lines.Lines));
        }

        _joiner.End();
        return lines.Lines;
    }

    public void Take(scoped in JoinedEvent joined)
    {
        var outcome = joined.IsAlien ? ParseOutcome.Mismatch : Parse(joined);
        if (outcome == ParseOutcome.Header && _parser is IHeadedLineParser headed)
        {
            _parser = headed.With(joined.Text);
            return;
        }

        if (outcome != ParseOutcome.Parsed)
        {
            _taker.Refuse(outcome, joined.Text, joined.Lines);
            return;
        }

        _wrapperFields.Fill(_fields, joined.Wrapped);
        _taker.Take(new LogRecord(joined.Text, _fields));
    }

    private void Add(ReadOnlySpan<byte> line, LinePlace place, LinePlace next)
    {
        var text = _decoder.Decode(line, _reading.Encoding, out var isValid);
        if (place.Offset == 0) text = ByteOrderMark.Strip(text);
        if (_unwrapper is null) _joiner.Add(new WrappedLine { Text = text }, place, next, isValid);
        else if (_unwrapper.TryUnwrap(text, out var wrapped)) _joiner.Add(wrapped, place, next, isValid);
        else _joiner.AddAlien(text, place, next, isValid);
    }

    // The first line is the record and those below hold its exception, unless it is nothing without them.
    private ParseOutcome Parse(scoped in JoinedEvent joined)
    {
        var first = _parser.Parse(joined.Text[..joined.FirstLineLength], _fields);
        if (joined.IsOneLine) return first;
        if (first == ParseOutcome.Parsed)
        {
            _exceptions.Fill(_fields, joined.Text, joined.FirstLineLength + 1);
            return first;
        }

        var whole = _parser.Parse(joined.Text, _fields);
        if (whole == ParseOutcome.Parsed) return whole;
        return first == ParseOutcome.Header ? ParseOutcome.Mismatch : first;
    }
}
