using System.Buffers;

namespace LogPair.Processor.Framing.Multiline;

/// <summary>The type of an exception, as the text that loggers write about it tells it.</summary>
internal static class ExceptionNames
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$`+"u8);

    /// <summary>
    /// The type; <c>panic</c> for what Go's runtime writes of one; empty if nothing there looks like the name of a
    /// type.
    /// </summary>
    /// <param name="text">All that is known of the exception, the type first, but last in Python's traceback.</param>
    public static ReadOnlySpan<byte> TypeIn(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        if (IsPanic(text)) return "panic"u8;
        if (text.LastIndexOf("+ Exception Group Traceback (most recent call last)"u8) is >= 0 and var group
            && text[group..].IndexOf("\nTraceback (most recent call last)"u8) < 0)
            return TypeInGroup(text[group..]);
        if (text.LastIndexOf("Traceback (most recent call last)"u8) is >= 0 and var traceback
            && (traceback == 0 || text[traceback - 1] is (byte)'\n' or (byte)' '))
            return TypeBelow(text[traceback..]);

        text = WithoutIntroduction(text);
        var name = text[..NameLength(text)];
        var isType = IsTypeName(name) && (IsLong(name) || HasSuffix(name) || IsFollowedByFrame(text[name.Length..]));
        return isType ? name : default;
    }

    /// <summary>
    /// Whether a text begins with the name of a type that ends in Exception, Error or Throwable, and what follows such
    /// a
    /// name: a colon, a code, or the end of the line.
    /// </summary>
    public static bool IsAtStart(ReadOnlySpan<byte> text)
    {
        var name = text[..NameLength(text)];
        return IsTypeName(name) && HasSuffix(name);
    }

    /// <summary>Whether a byte may be part of a name.</summary>
    public static bool IsNameByte(byte value) => NameBytes.Contains(value);

    // Bytes of the name that a text begins with; 0 if something follows it that follows no type.
    private static int NameLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExcept(NameBytes);
        if (end < 0) return text.Length;

        // System.X: no, X [CODE]: no, X`1[System.String]: no, X (0x80004005): no, X (no).
        var rest = text[end..];
        var isRight = rest[0] is (byte)':' or (byte)'\r' or (byte)'\n' or (byte)'['
            || rest.StartsWith(" ["u8) || rest.StartsWith(" ("u8);
        return isRight ? end : 0;
    }

    /// <summary>Whether it is words with dots between them, the last of which begins with a capital.</summary>
    public static bool IsTypeName(ReadOnlySpan<byte> name)
    {
        foreach (var part in name.SplitAny(".+$"u8))
        {
            if (name[part] is not [var first, ..] || char.IsAsciiDigit((char)first) || first == '`') return false;
        }

        var last = name[(name.LastIndexOfAny(".+$"u8) + 1)..];
        return last is [>= (byte)'A' and <= (byte)'Z', ..];
    }

    private static bool IsLong(ReadOnlySpan<byte> name) => name.Count((byte)'.') >= 2;

    /// <summary>Whether a name ends in Exception, Error or Throwable, its generic arity aside.</summary>
    public static bool HasSuffix(ReadOnlySpan<byte> name)
    {
        var arity = name.IndexOf((byte)'`');
        if (arity >= 0) name = name[..arity];
        return name.EndsWith("Exception"u8) || name.EndsWith("Error"u8) || name.EndsWith("Throwable"u8);
    }

    private static bool IsFollowedByFrame(ReadOnlySpan<byte> rest)
    {
        var feed = rest.IndexOf((byte)'\n');
        if (feed < 0) return false;

        var below = rest[(feed + 1)..].TrimStart(" \t"u8);
        return below.StartsWith("at "u8) || below.StartsWith("---> "u8);
    }

    // panic: …, goroutine 1 [running]:, and fatal error: … above one.
    private static bool IsPanic(ReadOnlySpan<byte> text) =>
        text.StartsWith("panic: "u8) || IsGoroutine(text)
        || (text.StartsWith("fatal error: "u8) && text.IndexOf("\ngoroutine "u8) >= 0);

    private static bool IsGoroutine(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("goroutine "u8)) return false;

        text = text["goroutine "u8.Length..];
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits > 0 && text[digits..].StartsWith(" ["u8);
    }

    private static ReadOnlySpan<byte> WithoutIntroduction(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("Unhandled exception. "u8) || text.StartsWith("Unhandled Exception: "u8))
            return text["Unhandled exception. "u8.Length..];
        if (text.StartsWith("Caused by: "u8)) return text["Caused by: "u8.Length..];
        if (!text.StartsWith("Exception in thread \""u8)) return text;

        var end = text.IndexOf("\" "u8);
        return end < 0 ? text : text[(end + 2)..];
    }

    /// <summary>In Python's traceback, what the first line below the frames that is not indented begins with.</summary>
    private static ReadOnlySpan<byte> TypeBelow(ReadOnlySpan<byte> traceback)
    {
        var hasFrames = false;
        foreach (var range in traceback.Split((byte)'\n'))
        {
            var line = traceback[range].TrimEnd((byte)'\r');
            if (line.IsEmpty) continue;

            var isIndented = line[0] is (byte)' ' or (byte)'\t';
            if (hasFrames && !isIndented) return PythonName(line);

            hasFrames |= isIndented;
        }

        return default;
    }

    /// <summary>The same in the frame that Python draws around a group: behind the bars of its lines.</summary>
    private static ReadOnlySpan<byte> TypeInGroup(ReadOnlySpan<byte> group)
    {
        var hasFrames = false;
        foreach (var range in group.Split((byte)'\n'))
        {
            var line = group[range].TrimEnd((byte)'\r').TrimStart((byte)' ');
            if (!line.StartsWith("| "u8)) continue;

            line = line["| "u8.Length..];
            var isIndented = line.StartsWith((byte)' ');
            if (hasFrames && !isIndented) return PythonName(line);

            hasFrames |= isIndented;
        }

        return default;
    }

    private static ReadOnlySpan<byte> PythonName(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)':');
        var name = end < 0 ? line : line[..end];
        var isName = !name.IsEmpty && !name.ContainsAnyExcept(NameBytes) && !char.IsAsciiDigit((char)name[0]);
        return isName ? name : default;
    }
}
