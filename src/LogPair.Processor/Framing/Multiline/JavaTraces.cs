namespace LogPair.Processor.Framing.Multiline;

/// <summary>Exceptions as <c>Throwable.printStackTrace</c> writes them, alone or below the line of a log event.</summary>
/// <remarks>
/// The line below an event that begins with the type of an exception, everything indented (frames, <c>... 12 more</c>,
/// <c>Suppressed:</c>), <c>Caused by:</c>, <c>Wrapped by:</c>, and the blank lines above and below a trace. Source:
/// java.lang.Throwable of OpenJDK, RootCauseFirstThrowableProxyConverter of logback and
/// WhitespaceThrowableProxyConverter of Spring Boot.
/// </remarks>
internal sealed class JavaTraces : ILineJoin
{
    private const int Event = 0;
    private const int Trace = 1;

    // A blank line begins nothing but itself.
    private const int Blank = 2;

    // What Spring Boot puts around a trace: a blank line below the event, the trace, and a blank line.
    private const int AfterBlank = 3;
    private const int SpacedTrace = 4;
    private const int Ended = 5;

    public int Begin(ReadOnlySpan<byte> line) =>
        LineShape.IsBlank(line) ? Blank
        : LineShape.IsExceptionHead(line) || line.StartsWith("Exception in thread "u8) ? Trace
        : Event;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        if (state == AfterBlank)
        {
            if (!LineShape.IsExceptionHead(line)) return false;

            state = SpacedTrace;
            return true;
        }

        if (LineShape.IsIndented(line)) return true;
        if (state == SpacedTrace && LineShape.IsBlank(line))
        {
            state = Ended;
            return true;
        }

        if (state is Blank or Ended) return false;

        var isPart = line.StartsWith("Caused by: "u8)
            || line.StartsWith("Wrapped by: "u8)
            || line.StartsWith("Suppressed: "u8)
            || line.StartsWith("... "u8)
            || (state == Event && LineShape.IsExceptionHead(line));
        if (isPart && state == Event) state = Trace;
        return isPart;
    }

    public bool MayLieWithin(ReadOnlySpan<byte> line, ref int state)
    {
        if (state != Event || !LineShape.IsBlank(line)) return false;

        state = AfterBlank;
        return true;
    }
}
