namespace LogPair.Processor.Framing.Multiline;

/// <summary>Finds the exception in the lines below the first one of an event.</summary>
internal static class StackTraces
{
    private static ReadOnlySpan<byte> Indent => " \t"u8;

    /// <summary>
    /// Where it begins, at the name of its type or what its language puts before that; -1 if there is none.
    /// </summary>
    public static int IndexIn(ReadOnlySpan<byte> lines)
    {
        for (var start = 0; start < lines.Length;)
        {
            var length = lines[start..].IndexOf((byte)'\n');
            var line = length < 0 ? lines[start..] : lines.Slice(start, length);
            var text = line.TrimStart(Indent);
            if (IsHead(text)) return start + line.Length - text.Length;

            start += line.Length + 1;
        }

        return -1;
    }

    private static bool IsHead(ReadOnlySpan<byte> line) =>
        LineShape.IsExceptionHead(line)
        || line.StartsWith("Traceback (most recent call last):"u8)
        || line.StartsWith("panic: "u8)
        || (line.StartsWith("goroutine "u8) && line.EndsWith(":"u8));
}
