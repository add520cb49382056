namespace LogPair.Processor.Parsing.Wrapping;

/// <summary>Time, stream, tags and text with one space between them.</summary>
/// <remarks>
/// Of the tags, which have colons between them, the first is <c>P</c> for a line that goes on, <c>F</c> for one that
/// ends. Source: Kubernetes, pkg/kubelet/cri (the log format of container runtimes).
/// </remarks>
internal sealed class CriUnwrapper : IUnwrapper
{
    private const byte Space = (byte)' ';

    // 2016-10-06T00:17:09Z
    private const int ShortestTime = 20;

    public bool TryUnwrap(ReadOnlySpan<byte> line, out WrappedLine wrapped)
    {
        wrapped = new WrappedLine { Time = Take(ref line), Stream = Take(ref line) };
        var tags = Take(ref line);
        wrapped.Text = line;
        wrapped.IsPartial = tags is [(byte)'P', ..];
        return IsTime(wrapped.Time)
            && (wrapped.Stream.SequenceEqual("stdout"u8) || wrapped.Stream.SequenceEqual("stderr"u8))
            && tags is [(byte)'P' or (byte)'F'] or [(byte)'P' or (byte)'F', (byte)':', ..];
    }

    private static bool IsTime(ReadOnlySpan<byte> time) => time.Length >= ShortestTime
        && time[4] == '-' && time[10] == 'T' && char.IsAsciiDigit((char)time[0]);

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf(Space);
        var taken = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return taken;
    }
}
