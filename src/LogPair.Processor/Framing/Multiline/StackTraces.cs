namespace LogPair.Processor.Framing.Multiline;

/// <summary>Finds the exception in an event of several lines.</summary>
internal static class StackTraces
{
    private static ReadOnlySpan<byte> Indent => " \t"u8;

    /// <summary>
    /// Where it begins, at the name of its type or what its language puts before that; -1 if there is none. If the
    /// lines
    /// below the first begin with its frames, its type may stand in the first.
    /// </summary>
    /// <param name="text">The whole event.</param>
    /// <param name="below">Where its second line begins.</param>
    public static int IndexIn(ReadOnlySpan<byte> text, int below)
    {
        var first = text[..(below - 1)];
        var opening = first.TrimStart(Indent);
        if (PythonTraces.IsHead(opening)) return first.Length - opening.Length;
        if (IsFrame(text[below..]))
        {
            var into = IndexOfName(first);
            return into >= 0 ? into : LineShape.IsExceptionHead(first) ? 0 : below;
        }

        var named = -1;
        for (var start = below; start < text.Length;)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var line = length < 0 ? text[start..] : text.Slice(start, length);
            var content = line.TrimStart(Indent);
            var at = start + line.Length - content.Length;
            if (IsHead(content)) return at;

            // A message of several lines may hold a name with dots, but no frames below it.
            if (named < 0 && LineShape.IsExceptionHead(content)) named = at;
            if (named >= 0 && IsFrame(line)) return named;

            start += line.Length + 1;
        }

        return -1;
    }

    // The first: of an exception that names its cause in its message, it is the outer one.
    private static int IndexOfName(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (ExceptionNames.IsAtStart(line[at..])) return at;

            while (at < line.Length && ExceptionNames.IsNameByte(line[at])) at++;
        }

        return -1;
    }

    private static bool IsFrame(ReadOnlySpan<byte> lines) =>
        lines is [(byte)' ' or (byte)'\t', ..] && lines.TrimStart(Indent).StartsWith("at "u8);

    private static bool IsHead(ReadOnlySpan<byte> line) =>
        LineShape.IsSureExceptionHead(line)
        || PythonTraces.IsHead(line)
        || line.StartsWith("panic: "u8)
        || (line.StartsWith("goroutine "u8) && line.EndsWith(":"u8));
}
