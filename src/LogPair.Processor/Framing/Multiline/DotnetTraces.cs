namespace LogPair.Processor.Framing.Multiline;

/// <summary>Exceptions as .NET's <c>ToString</c> writes them, alone or below the line of a log event.</summary>
/// <remarks>
/// The line below an event that begins with the type of an exception, everything indented (frames, inner exceptions,
/// Microsoft's console formatter), the marks at the end of a trace, and what surrounds the inner exceptions of an
/// AggregateException. Source: Exception.ToString and AggregateException.ToString of .NET.
/// </remarks>
internal sealed class DotnetTraces : ILineJoin
{
    // No exception yet; its head was read, or frames; and after the <--- that ends an inner exception.
    private const int Event = 0;
    private const int Trace = 1;
    private const int AfterInner = 2;

    public int Begin(ReadOnlySpan<byte> line) =>
        LineShape.IsExceptionHead(line) || line.StartsWith("Unhandled exception"u8) ? Next(line) : Event;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        var isPart = LineShape.IsIndented(line)
            || line.StartsWith("--- End of "u8)
            || line.StartsWith("---> "u8)
            || (state == Event && LineShape.IsExceptionHead(line));
        if (isPart) state = IsPlainText(line, state) ? state : Next(line);
        return isPart || (state == AfterInner && LineShape.IsBlank(line));
    }

    // Of an indented message an exception may still follow.
    private static bool IsPlainText(ReadOnlySpan<byte> line, int state) =>
        state == Event && LineShape.IsIndented(line) && !line.TrimStart(" \t"u8).StartsWith("at "u8);

    private static int Next(ReadOnlySpan<byte> line) => line.EndsWith("<---"u8) ? AfterInner : Trace;
}
