namespace LogPair.Processor.Framing.Multiline;

/// <summary>Exceptions as <c>Throwable.printStackTrace</c> writes them, alone or below the line of a log event.</summary>
/// <remarks>
/// The line below an event that begins with the type of an exception, everything indented (frames, <c>... 12 more</c>,
/// <c>Suppressed:</c>), and <c>Caused by:</c>. Source: java.lang.Throwable of OpenJDK.
/// </remarks>
internal sealed class JavaTraces : ILineJoin
{
    private const int Event = 0;
    private const int Trace = 1;

    public int Begin(ReadOnlySpan<byte> line) =>
        LineShape.IsExceptionHead(line) || line.StartsWith("Exception in thread "u8) ? Trace : Event;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        if (LineShape.IsIndented(line)) return true;

        var isPart = line.StartsWith("Caused by: "u8)
            || line.StartsWith("Suppressed: "u8)
            || line.StartsWith("... "u8)
            || (state == Event && LineShape.IsExceptionHead(line));
        if (isPart) state = Trace;
        return isPart;
    }
}
