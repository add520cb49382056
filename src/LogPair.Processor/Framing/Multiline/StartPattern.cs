namespace LogPair.Processor.Framing.Multiline;

/// <summary>Events begin with lines of one look; all others go on.</summary>
internal sealed class StartPattern(ILinePattern start) : ILineJoin
{
    public int Begin(ReadOnlySpan<byte> line) => 0;

    public bool Continues(ReadOnlySpan<byte> line, ref int state) => !start.IsMatch(line);
}
