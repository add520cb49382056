using System.Text;
using LogPair.Processor.Rules.Expressions.Evaluation;

namespace LogPair.Processor.Rules.Expressions.Functions;

/// <summary>Text in lower or upper case, by the rules of no particular language.</summary>
internal static class LetterFunctions
{
    // A letter of two bytes can have its other case in three.
    private const int MaxGrowth = 2;

    public static Value Lower(ReadOnlySpan<byte> text, TextScratch scratch) => Map(text, Rune.ToLowerInvariant, scratch);

    public static Value Upper(ReadOnlySpan<byte> text, TextScratch scratch) => Map(text, Rune.ToUpperInvariant, scratch);

    private static Value Map(ReadOnlySpan<byte> text, Func<Rune, Rune> map, TextScratch scratch)
    {
        var space = scratch.Take((text.Length * MaxGrowth) + 2);
        var written = 0;
        while (!text.IsEmpty)
        {
            // Bytes that are no UTF-8 stay as they are.
            if (Rune.DecodeFromUtf8(text, out var rune, out var used) == System.Buffers.OperationStatus.Done)
                written += map(rune).EncodeToUtf8(space[written..]);
            else
                written += Copy(text[..used], space[written..]);
            text = text[used..];
        }

        return Value.Text(space[..written]);
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}
