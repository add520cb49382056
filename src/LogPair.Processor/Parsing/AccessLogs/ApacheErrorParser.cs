namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Reads Apache's error log, as it is without an <c>ErrorLogFormat</c>.</summary>
/// <remarks>
/// <c>[Thu Nov 22 13:04:05.123456 2026] [core:error] [pid 7:tid 8] (13)Permission denied: [client ::1:9] AH00035: message</c>.
/// Source: Apache 2.4, ErrorLogFormat; lines of 2.2 have no module and no process.
/// </remarks>
internal sealed class ApacheErrorParser : ILineParser
{
    // Of "AH00035".
    private const int CodeBytes = 7;

    private readonly FlatFields _flat;
    private readonly int[] _time;
    private readonly int[] _module;
    private readonly int[] _level;
    private readonly int[] _pid;
    private readonly int[] _tid;
    private readonly int[] _systemError;
    private readonly int[] _client;
    private readonly int[] _clientPort;
    private readonly int[] _code;
    private readonly int[] _message;
    private readonly int[] _referer;

    public ApacheErrorParser(FieldSet fields)
    {
        _flat = new FlatFields(fields);
        _time = _flat.Find("time");
        _module = _flat.Find("module");
        _level = _flat.Find("level");
        _pid = _flat.Find("pid");
        _tid = _flat.Find("tid");
        _systemError = _flat.Find("system_error");
        _client = _flat.Find("client");
        _clientPort = _flat.Find("client_port");
        _code = _flat.Find("code");
        _message = _flat.Find("message");
        _referer = _flat.Find("referer");
    }

    public static bool Recognizes(ReadOnlySpan<byte> line)
    {
        var cursor = new LineCursor(line);
        return cursor.TryPass((byte)'[') && cursor.TryTakeUntil((byte)']', out var time)
            && Timestamps.TryParse(line[time], out _)
            && cursor.TryPass(" ["u8) && cursor.TryTakeUntil((byte)']', out var level)
            && line[level].IndexOf((byte)' ') < 0
            && (cursor.Rest.StartsWith(" [pid "u8) || cursor.Rest.StartsWith(" [client "u8));
    }

    public ParseOutcome Parse(ReadOnlySpan<byte> line, FieldBuffer fields)
    {
        fields.Clear(_flat.Slots);
        var cursor = new LineCursor(line);
        if (!cursor.TryPass((byte)'[') || !cursor.TryTakeUntil((byte)']', out var time)
            || !cursor.TryPass(" ["u8) || !cursor.TryTakeUntil((byte)']', out var level))
            return LineStart.IsBlank(line) ? ParseOutcome.Blank : ParseOutcome.Mismatch;

        fields.Set(_time, FlatValues.Text(line, time));
        WriteLevel(line, level, fields);
        if (cursor.TryPass(" [pid "u8) && cursor.TryTakeUntil((byte)']', out var process))
            WriteProcess(line, process, fields);
        cursor.TryPass((byte)' ');
        ReadClient(line, ref cursor, fields);
        WriteMessage(line, cursor.At, fields);
        _flat.Choose(line, fields);
        return ParseOutcome.Parsed;
    }

    private void WriteLevel(ReadOnlySpan<byte> line, Range at, FieldBuffer fields)
    {
        var colon = line[at].IndexOf((byte)':');
        var start = at.Start.Value;
        if (colon > 0) fields.Set(_module, FlatValues.Text(line, start..(start + colon)));
        fields.Set(_level, FlatValues.Text(line, (start + colon + 1)..at.End));
    }

    private void WriteProcess(ReadOnlySpan<byte> line, Range at, FieldBuffer fields)
    {
        var colon = line[at].IndexOf(":tid "u8);
        var start = at.Start.Value;
        fields.Set(_pid, FlatValues.Bare(line, start..(colon < 0 ? at.End.Value : start + colon)));
        if (colon >= 0) fields.Set(_tid, FlatValues.Bare(line, (start + colon + ":tid ".Length)..at.End));
    }

    // Before the client, an error of the operating system may stand.
    private void ReadClient(ReadOnlySpan<byte> line, ref LineCursor cursor, FieldBuffer fields)
    {
        var error = cursor.Rest is [(byte)'(', ..] ? cursor.Rest.IndexOf(": "u8) : -1;
        if (error >= 0)
        {
            fields.Set(_systemError, FlatValues.Text(line, cursor.At..(cursor.At + error)));
            cursor.At += error + 2;
        }

        if (!cursor.TryPass("[client "u8) || !cursor.TryTakeUntil((byte)']', out var client)) return;

        WriteClient(line, client, fields);
        cursor.TryPass((byte)' ');
    }

    private void WriteClient(ReadOnlySpan<byte> line, Range at, FieldBuffer fields)
    {
        var colon = line[at].LastIndexOf((byte)':');
        var (start, end) = (at.Start.Value, at.End.Value);
        if (colon >= 0) fields.Set(_clientPort, FlatValues.Bare(line, (start + colon + 1)..end));
        fields.Set(_client, FlatValues.Text(line, start..(colon < 0 ? end : start + colon)));
    }

    private void WriteMessage(ReadOnlySpan<byte> line, int at, FieldBuffer fields)
    {
        var message = line[at..];
        if (message is [(byte)'A', (byte)'H', _, _, _, _, _, (byte)':', ..])
            fields.Set(_code, FlatValues.Text(line, at..(at + CodeBytes)));

        var referer = message.LastIndexOf(", referer: "u8);
        if (referer >= 0) fields.Set(_referer, FlatValues.Text(line, (at + referer + ", referer: ".Length)..line.Length));
        fields.Set(_message, FlatValues.Text(line, at..(referer < 0 ? line.Length : at + referer)));
    }
}
