using LogPair.Processor.Parsing.Json;

namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>A JSON object with <c>log</c>, <c>stream</c>, <c>time</c> and perhaps <c>attrs</c>.</summary>
/// <remarks>
/// A <c>log</c> that does not end with a line feed goes on in the next line of its stream: the runtime cuts lines at
/// 16 KiB. Source: moby, daemon/logger/jsonfilelog.
/// </remarks>
internal sealed class DockerUnwrapper : IUnwrapper
{
    private const int Log = 0;
    private const int Stream = 1;
    private const int Time = 2;
    private const int Attributes = 3;
    private const int Slots = 4;

    private static readonly JsonObjectReader Members = CreateMembers();

    private readonly FieldBuffer _fields = new(new FieldSet());

    public bool TryUnwrap(ReadOnlySpan<byte> line, out WrappedLine wrapped)
    {
        wrapped = default;
        if (Members.Read(line, _fields) != ParseOutcome.Parsed
            || _fields[Log].Kind is not (FieldKind.Text or FieldKind.EscapedText)) return false;

        var record = new LogRecord(line, _fields);
        wrapped.Stream = record.Text(Stream);
        wrapped.Time = record.Text(Time);
        if (_fields[Attributes].Kind == FieldKind.Structure) wrapped.Attributes = record.Raw(Attributes);
        wrapped.Text = WithoutFeed(record, out var hasFeed);
        wrapped.IsPartial = !hasFeed;
        return true;
    }

    private static ReadOnlySpan<byte> WithoutFeed(scoped in LogRecord record, out bool hasFeed)
    {
        // Most lines have no other escape than the line feed at their end, and need no copy.
        var raw = record.Raw(Log);
        hasFeed = raw.EndsWith("\\n"u8) && raw.IndexOf((byte)'\\') == raw.Length - 2;
        if (hasFeed) return raw[..^2];

        var text = record.Text(Log);
        hasFeed = text.EndsWith("\n"u8);
        if (hasFeed) text = text[..^1];
        return hasFeed && text.EndsWith("\r"u8) ? text[..^1] : text;
    }

    private static JsonObjectReader CreateMembers()
    {
        var wanted = new WantedMembers();
        wanted.Add(["log"], Log);
        wanted.Add(["stream"], Stream);
        wanted.Add(["time"], Time);
        wanted.Add(["attrs"], Attributes);
        return new JsonObjectReader(wanted, Slots);
    }
}
