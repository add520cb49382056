namespace LogPair.Processor.Framing.Multiline;

/// <summary>Events go on with lines of one look; all others begin one.</summary>
internal sealed class ContinuationPattern(ILinePattern continuation) : ILineJoin
{
    public int Begin(ReadOnlySpan<byte> line) => 0;

    public bool Continues(ReadOnlySpan<byte> line, ref int state) => continuation.IsMatch(line);
}
