namespace LogPair.Processor.Framing.Multiline;

/// <summary>Something that a line looks like or not.</summary>
internal interface ILinePattern
{
    /// <param name="line">UTF-8, or bytes that are not.</param>
    bool IsMatch(ReadOnlySpan<byte> line);
}
