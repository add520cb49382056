namespace LogPair.Processor.Framing.Multiline;

/// <summary>Panics as Go's runtime writes them, alone or below the line of a log event.</summary>
/// <remarks>
/// <c>panic:</c> or <c>fatal error:</c>, signals, goroutines with their calls, and the blank lines between them.
/// Source: runtime/panic.go and runtime/traceback.go of Go.
/// </remarks>
internal sealed class GoTraces : ILineJoin
{
    private const int Event = 0;
    private const int Panic = 1;
    private const int Goroutine = 2;

    public int Begin(ReadOnlySpan<byte> line) =>
        IsGoroutine(line) ? Goroutine
        : line.StartsWith("panic: "u8) || line.StartsWith("fatal error: "u8) ? Panic
        : Event;

    public bool Continues(ReadOnlySpan<byte> line, ref int state)
    {
        if (IsGoroutine(line))
        {
            state = Goroutine;
            return true;
        }

        if (LineShape.IsIndented(line)) return true;
        if (state == Event) return false;

        return LineShape.IsBlank(line)
            || line.StartsWith("[signal "u8)
            || line.StartsWith("exit status "u8)
            || (state == Goroutine && IsCall(line));
    }

    private static bool IsGoroutine(ReadOnlySpan<byte> line) =>
        line.StartsWith("goroutine "u8) && line.EndsWith(":"u8) && line.Contains((byte)'[');

    // main.(*server).handle(0x1, {0x2, 0x3}), created by main.main in goroutine 1, ...additional frames elided...
    private static bool IsCall(ReadOnlySpan<byte> line) =>
        line.StartsWith("created by "u8)
        || line.StartsWith("...additional frames elided..."u8)
        || (line.EndsWith(")"u8) && line.IndexOf((byte)'(') is > 0 and var open && !line[..open].Contains((byte)' '));
}
