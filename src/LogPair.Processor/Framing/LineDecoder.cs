using System.Buffers.Binary;
using System.Text;

namespace LogPair.Processor.Framing;

/// <summary>Makes UTF-8 of lines that are not.</summary>
/// <remarks>One owner thread. Allocates only when a line is longer than all before it.</remarks>
internal sealed class LineDecoder
{
    // Room for three bytes of every two, and for the two of every one.
    private const int Growth = 2;

    private byte[] _text = new byte[1024];

    /// <param name="line">Without its line feed.</param>
    /// <param name="encoding">Not <see cref="TextEncoding.Auto"/>.</param>
    /// <param name="isValid">
    /// Whether the bytes are all characters of the encoding; else U+FFFD stands for those that are not.
    /// </param>
    /// <returns>Valid until the next call; <paramref name="line"/> itself if it is UTF-8 already, or ASCII.</returns>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> line, TextEncoding encoding, out bool isValid)
    {
        isValid = true;
        if (encoding == TextEncoding.Utf8 || (encoding == TextEncoding.Latin1 && Ascii.IsValid(line))) return line;
        if (_text.Length < line.Length * Growth) _text = new byte[line.Length * Growth];

        return encoding == TextEncoding.Latin1
            ? DecodeLatin1(line)
            : DecodeUtf16(line, encoding == TextEncoding.Utf16BigEndian, out isValid);
    }

    private ReadOnlySpan<byte> DecodeLatin1(ReadOnlySpan<byte> line)
    {
        var written = 0;
        foreach (var character in line)
        {
            if (character < 0x80)
            {
                _text[written++] = character;
                continue;
            }

            _text[written++] = (byte)(0xc0 | (character >> 6));
            _text[written++] = (byte)(0x80 | (character & 0x3f));
        }

        return _text.AsSpan(0, written);
    }

    private ReadOnlySpan<byte> DecodeUtf16(ReadOnlySpan<byte> line, bool isBigEndian, out bool isValid)
    {
        var written = 0;
        isValid = (line.Length & 1) == 0;
        for (var at = 0; at + 1 < line.Length; at += 2)
        {
            var unit = Unit(line[at..], isBigEndian);
            if (unit < 0x80)
            {
                _text[written++] = (byte)unit;
                continue;
            }

            var rune = Rune.ReplacementChar;
            if (char.IsHighSurrogate(unit) && at + 3 < line.Length
                && Rune.TryCreate(unit, Unit(line[(at + 2)..], isBigEndian), out var pair))
            {
                rune = pair;
                at += 2;
            }
            else if (!Rune.TryCreate(unit, out rune))
            {
                rune = Rune.ReplacementChar;
                isValid = false;
            }

            written += rune.EncodeToUtf8(_text.AsSpan(written));
        }

        return _text.AsSpan(0, written);
    }

    private static char Unit(ReadOnlySpan<byte> bytes, bool isBigEndian) => (char)(isBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
}
