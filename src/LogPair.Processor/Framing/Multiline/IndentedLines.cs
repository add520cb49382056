namespace LogPair.Processor.Framing.Multiline;

/// <summary>Events go on with lines that begin with white space and hold more than that.</summary>
internal sealed class IndentedLines : ILineJoin
{
    public int Begin(ReadOnlySpan<byte> line) => 0;

    public bool Continues(ReadOnlySpan<byte> line, ref int state) => LineShape.IsIndented(line);
}
