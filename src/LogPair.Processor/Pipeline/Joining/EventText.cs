using LogPair.Processor.Parsing.Wrapping;

namespace LogPair.Processor.Pipeline.Joining;

/// <summary>One event while its lines come in: a copy of them.</summary>
/// <remarks>Used again for other events, so that joining allocates nothing in the long run.</remarks>
internal sealed class EventText
{
    // Time, stream and attributes of the first line, one after the other.
    private byte[] _wrapping = new byte[64];
    private int _timeLength;
    private int _streamLength;
    private int _attributesLength;

    private byte[] _text = new byte[1024];
    private int _length;
    private int _firstLineLength;
    private int _invalidLines;
    private bool _isAlien;

    /// <summary>Where its first line begins.</summary>
    public LinePlace First { get; private set; }

    /// <summary>Where its last line begins.</summary>
    public LinePlace Last { get; private set; }

    public int Lines { get; private set; }

    public CutReason Cut { get; set; }

    /// <summary>What its input's way to join lines remembers of it.</summary>
    public int State;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Begins another event with a line, or with a part of one.</summary>
    public void Begin(scoped in WrappedLine line, LinePlace place, bool isAlien)
    {
        First = place;
        Lines = 0;
        Cut = CutReason.None;
        State = 0;
        _length = 0;
        _invalidLines = 0;
        _isAlien = isAlien;
        var needed = line.Time.Length + line.Stream.Length + line.Attributes.Length;
        if (_wrapping.Length < needed) _wrapping = new byte[needed];
        line.Time.CopyTo(_wrapping);
        line.Stream.CopyTo(_wrapping.AsSpan(_timeLength = line.Time.Length));
        _streamLength = line.Stream.Length;
        line.Attributes.CopyTo(_wrapping.AsSpan(_timeLength + _streamLength));
        _attributesLength = line.Attributes.Length;
    }

    /// <summary>Adds a part of its first line.</summary>
    public void Append(ReadOnlySpan<byte> text, LinePlace place, bool isValid)
    {
        Add(text);
        _firstLineLength = _length;
        Last = place;
        Lines++;
        if (!isValid) _invalidLines++;
    }

    /// <summary>Adds a further line.</summary>
    public void Append(EventText line)
    {
        Add("\n"u8);
        Add(line.Text);
        Last = line.Last;
        Lines += line.Lines;
        _invalidLines += line._invalidLines;
        if (Cut == CutReason.None) Cut = line.Cut;
    }

    public void GiveTo(IEventSink sink)
    {
        var streamStart = _timeLength + _streamLength;
        sink.Take(new JoinedEvent
        {
            Wrapped = new WrappedLine
            {
                Text = Text,
                Time = _wrapping.AsSpan(0, _timeLength),
                Stream = _wrapping.AsSpan(_timeLength, _streamLength),
                Attributes = _wrapping.AsSpan(streamStart, _attributesLength),
            },
            FirstLineLength = _firstLineLength,
            Lines = Lines,
            InvalidLines = _invalidLines,
            IsAlien = _isAlien,
            Cut = Cut,
        });
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (_text.Length - _length < bytes.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
    }
}
