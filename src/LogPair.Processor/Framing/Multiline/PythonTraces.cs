namespace LogPair.Processor.Framing.Multiline;

/// <summary>Exceptions as Python's <c>traceback</c> writes them, alone or below the line of a log event.</summary>
/// <remarks>
/// A traceback, its indented frames, the line of the exception at its end, and what leads to the next one of a chain,
/// blank lines included. Source: the module traceback of Python 3.
/// </remarks>
internal sealed class PythonTraces : ILineJoin
{
    private const int Event = 0;
    private const int Frames = 1;
    private const int Ended = 2;
    private const int EndedBlank = 3;
    private const int Chained = 4;

    public int Begin(ReadOnlySpan<byte> line) => IsTraceback(line) ? Frames : Event;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        var next = Next(line, state);
        if (next < 0) return false;

        state = next;
        return true;
    }

    private static int Next(ReadOnlySpan<byte> line, int state)
    {
        if (LineShape.IsBlank(line)) return AfterBlank(state);
        if (LineShape.IsIndented(line)) return AfterIndented(line, state);
        if (IsTraceback(line)) return state is Event or Chained ? Frames : -1;

        return state switch
        {
            Frames => Ended,
            EndedBlank when IsChain(line) => Chained,
            _ => -1,
        };
    }

    private static int AfterIndented(ReadOnlySpan<byte> line, int state)
    {
        if (IsTraceback(line) || state == Chained) return Frames;

        // The frame around an exception group ends it; no line of the exception follows.
        return state == Frames && line.TrimStart((byte)' ').StartsWith("+--"u8) ? Ended : state;
    }

    private static int AfterBlank(int state) => state switch
    {
        Ended => EndedBlank,
        Chained => Chained,
        _ => -1,
    };

    /// <summary>Whether a line is the first of a traceback, its indentation aside.</summary>
    /// <param name="line">From its first byte on that is no white space.</param>
    public static bool IsHead(ReadOnlySpan<byte> line) =>
        line.StartsWith("Traceback (most recent call last):"u8)
        || line.StartsWith("+ Exception Group Traceback (most recent call last):"u8);

    private static bool IsTraceback(ReadOnlySpan<byte> line) =>
        line.StartsWith("Traceback (most recent call last):"u8)
        || line.StartsWith("  + Exception Group Traceback (most recent call last):"u8);

    private static bool IsChain(ReadOnlySpan<byte> line) =>
        line.StartsWith("During handling of the above exception"u8)
        || line.StartsWith("The above exception was the direct cause"u8);
}
