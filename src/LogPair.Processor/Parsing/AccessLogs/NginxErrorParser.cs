namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Reads nginx's error log.</summary>
/// <remarks>
/// <c>2026/11/22 13:04:05 [error] 31#31: *7 message, client: 127.0.0.1, server: _, request: "GET / HTTP/1.1", host: "a"</c>.
/// Source: ngx_log_error_core and ngx_http_log_error of nginx.
/// </remarks>
internal sealed class NginxErrorParser : ILineParser
{
    // Of "2026/11/22 13:04:05".
    private const int TimeBytes = 19;

    private static readonly string[] Names =
        ["client", "server", "request", "subrequest", "upstream", "host", "referrer"];

    private static readonly byte[][] Keys = [.. Names.Select(name => System.Text.Encoding.ASCII.GetBytes($", {name}: "))];

    private readonly FlatFields _flat;
    private readonly int[] _time;
    private readonly int[] _level;
    private readonly int[] _pid;
    private readonly int[] _tid;
    private readonly int[] _connection;
    private readonly int[] _message;
    private readonly int[][] _values;
    private readonly RequestSlots _request;

    public NginxErrorParser(FieldSet fields)
    {
        _flat = new FlatFields(fields);
        _time = _flat.Find("time");
        _level = _flat.Find("level");
        _pid = _flat.Find("pid");
        _tid = _flat.Find("tid");
        _connection = _flat.Find("connection");
        _message = _flat.Find("message");
        _values = [.. Names.Select(_flat.Find)];
        _request = new RequestSlots(_flat, isTaken: _ => false);
    }

    public static bool Recognizes(ReadOnlySpan<byte> line) =>
        line.Length > TimeBytes && Timestamps.TryParse(line[..TimeBytes], out _)
        && TryReadHead(line, out var head) && IsLevel(line[head.Level]);

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        if (!TryReadHead(line, out var head))
            return LineStart.IsBlank(line) ? ParseOutcome.Blank : ParseOutcome.Mismatch;

        fields.Set(_time, FlatValues.Text(line, ..TimeBytes));
        fields.Set(_level, FlatValues.Text(line, head.Level));
        fields.Set(_pid, FlatValues.Bare(line, head.Pid));
        fields.Set(_tid, FlatValues.Bare(line, head.Tid));
        if (!head.Connection.Equals(default)) fields.Set(_connection, FlatValues.Bare(line, head.Connection));
        var message = head.Message + MessageBytes(line[head.Message..]);
        fields.Set(_message, FlatValues.Text(line, head.Message..message));
        ReadValues(line, message, fields);
        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private static bool TryReadHead(ReadOnlySpan<byte> line, out Head head)
    {
        head = default;
        if (line.Length <= TimeBytes || line[4] != '/' || line[13] != ':') return false;

        var cursor = new LineCursor(line) { At = TimeBytes };
        if (!cursor.TryPass(" ["u8) || !cursor.TryTakeUntil((byte)']', out var level) || !cursor.TryPass((byte)' ')
            || !cursor.TryTakeUntil((byte)'#', out var pid) || !cursor.TryTakeUntil((byte)':', out var tid))
            return false;

        cursor.TryPass((byte)' ');
        Range connection = default;
        if (cursor.TryPass((byte)'*')) cursor.TryTakeUntil((byte)' ', out connection);
        head = new Head(level, pid, tid, connection, cursor.At);
        return true;
    }

    // What stands between quotes is often a client's, who may write there what he likes, a quote too: then the first one it is.
    private static int MessageBytes(ReadOnlySpan<byte> rest)
    {
        var quotes = 0;
        var first = -1;
        for (var at = 0; ; at++)
        {
            var next = rest[at..].IndexOf(Keys[0]);
            if (next < 0) return first < 0 ? rest.Length : first;

            quotes += rest.Slice(at, next).Count((byte)'"');
            at += next;
            if (quotes % 2 == 0) return at;
            if (first < 0) first = at;
        }
    }

    private void ReadValues(ReadOnlySpan<byte> line, int at, FieldBuffer fields)
    {
        for (var key = 0; key < Keys.Length; key++)
        {
            if (!line[at..].StartsWith(Keys[key])) continue;

            at += Keys[key].Length;
            var isQuoted = line[at..] is [(byte)'"', ..];
            if (isQuoted) at++;
            var length = isQuoted ? line[at..].IndexOf("\", "u8) : line[at..].IndexOf(", "u8);
            if (length < 0) length = line.Length - at - (isQuoted && line[at..] is [.., (byte)'"'] ? 1 : 0);
            fields.Set(_values[key], FlatValues.Text(line, at..(at + length)));
            if (Names[key] == "request") _request.WriteRequest(line, at, at + length, LogEscape.None, fields);
            at = Math.Min(line.Length, at + length + (isQuoted ? 1 : 0));
        }
    }

    // Source: the error_log directive of ngx_core_module.
    private static bool IsLevel(ReadOnlySpan<byte> level) =>
        level.SequenceEqual("debug"u8) || level.SequenceEqual("info"u8) || level.SequenceEqual("notice"u8)
        || level.SequenceEqual("warn"u8) || level.SequenceEqual("error"u8) || level.SequenceEqual("crit"u8)
        || level.SequenceEqual("alert"u8) || level.SequenceEqual("emerg"u8);

    private readonly record struct Head(Range Level, Range Pid, Range Tid, Range Connection, int Message);
}
