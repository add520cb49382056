using System.Text;
using CsCheck;
using LogPair.Processor.Framing;

namespace LogPair.Processor.Tests.Framing;

public sealed class TextEncodingTests
{
    private const int Limit = 16;

    // U+0A0D and U+0D0A have the bytes of line ends; U+010A and U+0A41 half of them.
    private static readonly Gen<string> Texts =
        Gen.OneOf('a', '\r', '\n', '\u0a0d', '\u0d0a', '\u010a', '\u0a41', 'ä').Array[0, 30]
            .Select(chars => new string(chars));

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void LinesOfTwoByteCharactersAreTheSameWhereverReadsAndMemoryAreSplit(string name)
    {
        var encoding = TextEncodings.ByName[name];
        const string text = "a\u0a41\u010a\r\n\nä\u0d0ab\nlong line\nx";
        var bytes = Bytes(text, encoding);
        for (var read = 0; read <= bytes.Length; read++)
        {
            for (var cut = 0; cut <= bytes.Length; cut++)
            {
                var framed = Framed.Of(bytes, [read], [cut], Limit, atRest: false, encoding);

                Assert.Equal(["a\u0a41\u010a", "", "ä\u0d0ab"], framed.Lines.Select(line => Decode(line, encoding)));
                Assert.Equal((1, 20L), (framed.TooLongLines, framed.TooLongBytes));
                Assert.Equal(bytes.Length - 2, framed.Committable);
            }
        }
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void ManyReadsInManyPiecesAgreeWithSplittingTheText(string name)
    {
        var encoding = TextEncodings.ByName[name];
        var splits = Gen.Int[0, 60].Array[0, 8];
        Gen.Select(Texts, splits, splits).Sample((text, reads, cuts) =>
        {
            var bytes = Bytes(text, encoding);
            var arrivals = reads.Where(length => length < bytes.Length).Order();
            var framed = Framed.Of(bytes, arrivals, [.. cuts.Order()], Limit, atRest: true, encoding);

            var lines = text.Split('\n').ToList();
            if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
            Assert.Equal(
                lines.Where(line => line.Length * 2 <= Limit).Select(line => line.EndsWith('\r') ? line[..^1] : line),
                framed.Lines.Select(line => Decode(line, encoding)));
            Assert.Equal(lines.Count(line => line.Length * 2 > Limit), framed.TooLongLines);
            Assert.Equal(bytes.Length, framed.Committable);
        });
    }

    [Fact]
    public void EveryCharacterBecomesTheSameInUtf8()
    {
        var runes = Gen.Int[1, 0x10ffff].Where(rune => Rune.IsValid(rune)).Array[0, 20]
            .Select(values => string.Concat(values.Select(value => new Rune(value).ToString())));
        runes.Sample(text =>
        {
            foreach (var encoding in new[] { TextEncoding.Utf16LittleEndian, TextEncoding.Utf16BigEndian })
            {
                var utf8 = new LineDecoder().Decode(Bytes(text, encoding), encoding, out var isValid);
                Assert.True(isValid);
                Assert.Equal(text, Encoding.UTF8.GetString(utf8));
            }
        });
        var latin1 = string.Concat(Enumerable.Range(0, 256).Select(i => (char)i));
        Assert.Equal(
            latin1,
            Encoding.UTF8.GetString(new LineDecoder().Decode(Encoding.Latin1.GetBytes(latin1), TextEncoding.Latin1, out _)));
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0xd8, 0x42, 0 }, "\ufffdB")]
    [InlineData(new byte[] { 0x41, 0xdc }, "\ufffd")]
    [InlineData(new byte[] { 0x41, 0, 0x42 }, "A")]
    [InlineData(new byte[] { 0x3d, 0xd8, 0x3d, 0xd8, 0x00, 0xde }, "\ufffd😀")]
    public void WhatIsNoCharacterIsReplacedAndSaid(byte[] line, string text)
    {
        var utf8 = new LineDecoder().Decode(line, TextEncoding.Utf16LittleEndian, out var isValid);

        Assert.Equal(text, Encoding.UTF8.GetString(utf8));
        Assert.False(isValid);
    }

    private static byte[] Bytes(string text, TextEncoding encoding) =>
        (encoding == TextEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(text);

    private static string Decode(string latin1, TextEncoding encoding) =>
        Encoding.UTF8.GetString(new LineDecoder().Decode(Encoding.Latin1.GetBytes(latin1), encoding, out _));
}
