using CsCheck;
using LogPair.Processor.Parsing.Json;

namespace LogPair.Processor.Tests.Parsing;

public sealed class SpecialBytesTests
{
    [Fact]
    public void TheNextSpecialByteIsFoundWhereverTheSearchBegins()
    {
        var borderline = Gen.OneOf("\"\\\0\n\u001f !]\u007f"u8.ToArray());
        var rarelySpecial = Gen.Frequency((30, Gen.Byte[0x23, 0x5b]), (1, borderline), (1, Gen.Byte));
        Gen.Select(rarelySpecial.Array[0, 300], Gen.Int[0, 310].Array[1, 20]).Sample((text, places) =>
        {
            var specials = new SpecialBytes(text);
            foreach (var place in places)
            {
                var from = Math.Min(place, text.Length);
                var expected = Array.FindIndex(text, from, value => value is < 0x20 or (byte)'"' or (byte)'\\');
                Assert.Equal(expected < 0 ? text.Length : expected, specials.Next(from));
            }
        }, iter: 20_000);
    }
}
