using System.Text;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>The bytes that a text tells: <c>10MB</c> is 10,000,000, <c>10MiB</c> 10,485,760, <c>512</c> itself.</summary>
/// <remarks>As the International System and IEC 80000-13 have it; programs that mean 1024 by kB need a factor.</remarks>
internal static class BytesFunction
{
    public static Value Count(ReadOnlySpan<byte> text, TextScratch scratch)
    {
        text = text.Trim(" \t\r\n"u8);
        if (!Amounts.TryTake(ref text, out var amount)) return Value.Undefined;

        text = text.TrimStart(" "u8);
        if (Ascii.EqualsIgnoreCase(text, "bytes"u8) || Ascii.EqualsIgnoreCase(text, "byte"u8)) return Value.Number(amount);
        if (text.EndsWith("B"u8) || text.EndsWith("b"u8)) text = text[..^1];
        return Factor(text) is { } factor ? Value.Number(amount * factor) : Value.Undefined;
    }

    private static double? Factor(ReadOnlySpan<byte> prefix)
    {
        if (prefix.IsEmpty) return 1;

        var power = "kmgtpe"u8.IndexOf((byte)(prefix[0] | 0x20)) + 1;
        if (power == 0) return null;
        if (prefix.Length == 1) return Math.Pow(1000, power);
        return prefix.Length == 2 && (prefix[1] | 0x20) == 'i' ? Math.Pow(1024, power) : null;
    }
}
