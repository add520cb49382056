using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogPair.Processor.Parsing.AccessLogs;

/// <summary>Where the parts of a request line go. Immutable.</summary>
/// <remarks>What a line has as a value of its own is not taken from the request line.</remarks>
internal sealed class RequestSlots
{
    // As nginx calls them; the query has two names.
    private const string Method = "request_method";
    private const string Target = "request_uri";
    private const string Path = "uri";
    private const string Query = "args";
    private const string QueryString = "query_string";
    private const string Protocol = "server_protocol";

    // Source: RFC 9110, section 5.6.2.
    private static readonly SearchValues<byte> TokenBytes = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static readonly ulong Http1 = MemoryMarshal.Read<ulong>("HTTP/1.1"u8);
    private static readonly ulong Http2 = MemoryMarshal.Read<ulong>("HTTP/2.0"u8);

    private readonly int[] _method;
    private readonly int[] _target;
    private readonly int[] _path;
    private readonly int[] _query;
    private readonly int[] _protocol;
    private readonly bool _isTargetWanted;

    /// <param name="flat">The names that are wanted.</param>
    /// <param name="isTaken">Whether a name is a value of its own.</param>
    public RequestSlots(FlatFields flat, Func<string, bool> isTaken)
    {
        _method = Slots(Method);
        _target = Slots(Target);
        _path = Slots(Path);
        _query = [.. Slots(Query), .. Slots(QueryString)];
        _protocol = Slots(Protocol);
        _isTargetWanted = _target.Length + _path.Length + _query.Length > 0;

        int[] Slots(string name) => isTaken(name) ? [] : flat.Find(name);
    }

    /// <summary>Of all parts.</summary>
    public static IReadOnlyList<string> Names { get; } = [Method, Target, Path, Query, QueryString, Protocol];

    public bool AreWanted =>
        _isTargetWanted || _method.Length + _protocol.Length > 0;

    /// <summary>
    /// <c>GET /path?query HTTP/1.1</c>, or without a protocol as HTTP/0.9 has it. Whatever else clients send has no parts.
    /// </summary>
    public void WriteRequest(ReadOnlySpan<byte> line, int start, int end, LogEscape escape, FieldBuffer fields)
    {
        var request = line[start..end];
        var method = MethodLength(request);
        if (method <= 0) return;

        var target = method + 1;
        var protocol = IndexOfProtocol(request);
        if (protocol <= target)
        {
            if (request[target..] is not [(byte)'/', ..]) return;

            protocol = request.Length + 1;
        }
        else if (_protocol.Length > 0)
        {
            fields.Set(_protocol, FlatValues.Text(line, (start + protocol)..end));
        }

        fields.Set(_method, new FieldSlice(start, method, FieldKind.Text));
        if (_isTargetWanted) WriteTarget(line, start + target, start + protocol - 1, escape, fields);
    }

    /// <summary>Bytes of the token that a request begins with; negative or 0 if there is none before a space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MethodLength(ReadOnlySpan<byte> request)
    {
        // Nearly all methods are few capitals.
        if (request.Length >= Vector128<byte>.Count)
        {
            var others = Vector128.GreaterThan(
                Vector128.Create(request) - Vector128.Create((byte)'A'), Vector128.Create((byte)('Z' - 'A')));
            var capitals = BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits());
            if (capitals < Vector128<byte>.Count && request[capitals] == ' ') return capitals;
        }

        return TokenLength(request);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int TokenLength(ReadOnlySpan<byte> request)
    {
        var length = request.IndexOf((byte)' ');
        return length > 0 && request[..length].ContainsAnyExcept(TokenBytes) ? -1 : length;
    }

    /// <summary>Past the last space; 0 if there is none, or if what is there is no protocol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfProtocol(ReadOnlySpan<byte> request) =>
        request.Length > sizeof(ulong) && request[^(sizeof(ulong) + 1)] == ' '
            && MemoryMarshal.Read<ulong>(request[^sizeof(ulong)..]) is var last && (last == Http1 || last == Http2)
            ? request.Length - sizeof(ulong)
            : IndexOfAnyProtocol(request);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int IndexOfAnyProtocol(ReadOnlySpan<byte> request)
    {
        var at = request.LastIndexOf((byte)' ') + 1;
        return request[at..].StartsWith("HTTP/"u8) ? at : 0;
    }

    public void WriteTarget(ReadOnlySpan<byte> line, int start, int end, LogEscape escape, FieldBuffer fields)
    {
        if (_target.Length > 0) fields.Set(_target, EscapedValue.ReadText(line, start..end, escape, fields));
        if (_path.Length + _query.Length == 0) return;

        var mark = line[start..end].IndexOf((byte)'?');
        var pathEnd = mark < 0 ? end : start + mark;
        if (_path.Length > 0) fields.Set(_path, EscapedValue.ReadText(line, start..pathEnd, escape, fields));
        if (_query.Length > 0 && mark >= 0)
            fields.Set(_query, EscapedValue.ReadText(line, (pathEnd + 1)..end, escape, fields));
    }
}
