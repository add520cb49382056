using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LogPair.Processor.Discovery;

/// <summary>Names in directories are bytes, and whoever writes to the directory chooses them.</summary>
internal static class EntryName
{
    /// <summary>Longest name, in bytes. Source: the kernel's linux/limits.h.</summary>
    public const int MaxBytes = 255;

    // Control characters would break lines of logs and labels, or drive a terminal; the others make a name look like another.
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(c => (char)c),
        '\u061c', '\u200e', '\u200f', '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e',
        '\u2066', '\u2067', '\u2068', '\u2069', '\ufeff',
    ]);

    /// <param name="name">As the directory has it.</param>
    /// <param name="text">At least <see cref="MaxBytes"/> characters long.</param>
    /// <param name="length">Of the text; also if it cannot be used, with what is no character replaced.</param>
    /// <returns>Whether it is text that can be shown anywhere.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> name, Span<char> text, out int length)
    {
        if (Utf8.ToUtf16(name, text, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done)
            return !text[..length].ContainsAny(Unsafe);

        length = Encoding.UTF8.GetChars(name, text);
        return false;
    }

    /// <summary>A form that can be shown anywhere: what is no printable ASCII as \x and two digits.</summary>
    public static string Escape(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var b in name)
        {
            if (b is >= 0x20 and < 0x7f and not (byte)'\\') text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
        }

        return text.ToString();
    }
}
