using LogPair.Processor.Framing.Multiline;
using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Pipeline.Joining;

/// <summary>Makes events of lines: joins the parts of cut lines, and the lines of events that take several.</summary>
/// <remarks>
/// <para>An event is handed on when it is complete, and with it everything that began before its last line: the lines
/// from <see cref="Held"/> on come again with the next read, and nothing of them has been handed on. So the only thing
/// that must be remembered of a segment is still an offset.</para>
/// <para>Lines of the two streams of a container may lie between each other; each stream is joined for itself. The bytes
/// from the first line that is held to the last are never more than the limit: beyond it, everything is complete.</para>
/// <para>One owner thread.</para>
/// </remarks>
internal sealed class EventJoiner(IEventSink sink)
{
    private readonly OpenStream[] _streams = [new(), new()];

    // Complete, but something that began before its last line is not.
    private readonly List<EventText> _complete = [];
    private readonly Stack<EventText> _spare = new();

    private MultilineRule? _multiline;
    private TimeSpan _silence;
    private long _maxBytes;

    // Held <= _next: where the line begins that is expected next.
    private LinePlace _next;

    /// <summary>Where the first line lies that was not handed on; where the next one is expected if all were.</summary>
    public LinePlace Held { get; private set; }

    /// <summary>Begins a read. Forgets what was held, since it comes again.</summary>
    /// <param name="multiline">Null if every line is an event.</param>
    /// <param name="silence">
    /// After how much of it, as the times of wrapped lines tell, a stream's last event is complete.
    /// </param>
    /// <param name="maxBytes">From the first byte of what is held to the last.</param>
    /// <param name="start">Where the first line begins.</param>
    public void Begin(MultilineRule? multiline, TimeSpan silence, int maxBytes, LinePlace start)
    {
        foreach (var stream in _streams)
        {
            Spare(stream.Partial);
            Spare(stream.Event);
            Spare(stream.Between);
            stream.Partial = stream.Event = stream.Between = null;
        }

        foreach (var text in _complete) _spare.Push(text);
        _complete.Clear();
        _multiline = multiline;
        _silence = silence;
        _maxBytes = maxBytes;
        Held = _next = start;
    }

    /// <param name="line">As its wrapper left it.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="next">Where the next line begins.</param>
    /// <param name="isValid">Whether all of its bytes are characters.</param>
    public void Add(scoped in WrappedLine line, LinePlace place, LinePlace next, bool isValid)
    {
        var mine = Prepare(line, place, next);
        if (mine.Partial is null && !line.IsPartial && _multiline is null && Held == place)
        {
            HandOn(line, isValid);
            return;
        }

        var text = mine.Partial ?? Rent(line, place, isAlien: false);
        text.Append(line.Text, place, isValid);
        mine.Partial = line.IsPartial ? text : null;
        if (!line.IsPartial) Join(mine, text);
        Settle();
    }

    /// <summary>Adds a line that is not wrapped as its file is: an event of its own, of which nothing is known.</summary>
    public void AddAlien(ReadOnlySpan<byte> line, LinePlace place, LinePlace next, bool isValid)
    {
        var alien = new WrappedLine { Text = line };
        Prepare(alien, place, next);
        var text = Rent(alien, place, isAlien: true);
        text.Append(line, place, isValid);
        _complete.Add(text);
        Settle();
    }

    /// <summary>Something lies in between that is no line: what is held cannot go on.</summary>
    /// <param name="next">Where lines go on.</param>
    public void Break(LinePlace next)
    {
        _next = next;
        CompleteAll(CutReason.MaxBytes);
    }

    /// <summary>Nothing more comes: everything is complete.</summary>
    public void End() => CompleteAll(CutReason.Timeout);

    private OpenStream Prepare(scoped in WrappedLine line, LinePlace place, LinePlace next)
    {
        var isError = line.Stream.SequenceEqual("stderr"u8);
        var (mine, other) = isError ? (_streams[1], _streams[0]) : (_streams[0], _streams[1]);
        if (place.Offset != _next.Offset) Break(place);
        if (Held != place && next.Offset - Held.Offset > _maxBytes) Overflow(mine, line, place);
        if (other.IsOpen && other.HasBeenSilent(line.Time, _silence)) Complete(other, CutReason.Timeout);
        if (!line.Time.IsEmpty) mine.Remember(line.Time);
        _next = next;
        return mine;
    }

    private void Overflow(OpenStream mine, scoped in WrappedLine line, LinePlace place)
    {
        if (mine.Event is { } open)
        {
            var state = open.State;
            if (_multiline!.Join.Continues(line.Text, ref state)) open.Cut = CutReason.MaxBytes;
        }

        _next = place;
        CompleteAll(CutReason.MaxBytes);
    }

    private void CompleteAll(CutReason ofPartials)
    {
        foreach (var stream in _streams) Complete(stream, ofPartials);
        Settle();
    }

    private void Complete(OpenStream stream, CutReason ofPartial)
    {
        if (stream.Partial is { } partial)
        {
            partial.Cut = ofPartial;
            stream.Partial = null;
            Join(stream, partial);
        }

        if (stream.Event is { } open) _complete.Add(open);
        if (stream.Between is { } between) _complete.Add(between);
        stream.Event = stream.Between = null;
    }

    /// <summary>A whole line of the stream: goes on with its event, or begins another.</summary>
    private void Join(OpenStream stream, EventText line)
    {
        if (_multiline is null)
        {
            _complete.Add(line);
            return;
        }

        if (stream.Event is { } open)
        {
            if (_multiline.Join.Continues(line.Text, ref open.State))
            {
                if (open.Lines + (stream.Between?.Lines ?? 0) + line.Lines <= _multiline.MaxLines)
                {
                    if (stream.Between is { } within) Append(open, within);
                    stream.Between = null;
                    Append(open, line);
                    return;
                }

                open.Cut = CutReason.MaxLines;
            }
            else if (stream.Between is null && _multiline.Join.MayLieWithin(line.Text, ref open.State))
            {
                stream.Between = line;
                return;
            }

            _complete.Add(open);
            stream.Event = null;
        }

        if (stream.Between is { } between)
        {
            // It did not belong to what came before it, but what follows may belong to it.
            stream.Between = null;
            Join(stream, between);
            Join(stream, line);
            return;
        }

        line.State = _multiline.Join.Begin(line.Text);
        stream.Event = line;
    }

    private void Append(EventText open, EventText line)
    {
        open.Append(line);
        _spare.Push(line);
    }

    /// <summary>Hands on what lies wholly before everything that is not complete.</summary>
    private void Settle()
    {
        var held = _next;
        foreach (var stream in _streams)
        {
            Include(ref held, stream.Partial);
            Include(ref held, stream.Event);
        }

        if (held == Held) return;

        while (FindAcross(held.Offset) is { } across) held = across.First;
        if (held == Held) return;

        HandOnBefore(held);
    }

    private EventText? FindAcross(long offset)
    {
        foreach (var text in _complete)
        {
            if (text.First.Offset < offset && text.Last.Offset >= offset) return text;
        }

        return null;
    }

    private void HandOnBefore(LinePlace held)
    {
        var kept = 0;
        for (var i = 0; i < _complete.Count; i++)
        {
            var text = _complete[i];
            if (text.Last.Offset >= held.Offset)
            {
                _complete[kept++] = text;
                continue;
            }

            text.GiveTo(sink);
            _spare.Push(text);
        }

        _complete.RemoveRange(kept, _complete.Count - kept);
        Held = held;
    }

    private static void Include(ref LinePlace held, EventText? open)
    {
        if (open is not null && open.First.Offset < held.Offset) held = open.First;
    }

    private void HandOn(scoped in WrappedLine line, bool isValid)
    {
        sink.Take(new JoinedEvent
        {
            Wrapped = line,
            FirstLineLength = line.Text.Length,
            Lines = 1,
            InvalidLines = isValid ? 0 : 1,
            IsAlien = false,
            Cut = CutReason.None,
        });
        Held = _next;
    }

    private EventText Rent(scoped in WrappedLine line, LinePlace place, bool isAlien)
    {
        var text = _spare.TryPop(out var spare) ? spare : new EventText();
        text.Begin(line, place, isAlien);
        return text;
    }

    private void Spare(EventText? text)
    {
        if (text is not null) _spare.Push(text);
    }
}
