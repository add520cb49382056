using System.Buffers;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Numbers at the start of texts, and the units that follow them.</summary>
internal static class Amounts
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);
    private static readonly SearchValues<byte> DigitBytes = SearchValues.Create("0123456789."u8);

    /// <summary>A whole text as a number, a plus sign before it allowed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (text.StartsWith("+"u8) && text.Length > 1 && text[1] != '-') text = text[1..];
        return text.IndexOfAnyExcept(NumberBytes) < 0 && JsonNumber.TryParse(text, out number);
    }

    /// <summary>Takes digits with at most one period from the start of a text.</summary>
    /// <returns>False if it does not begin with any.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        var length = text.IndexOfAnyExcept(DigitBytes);
        if (length < 0) length = text.Length;
        if (length == 0 || !JsonNumber.TryParse(text[..length], out number)) return false;

        text = text[length..];
        return true;
    }
}
