using System.Text;
using CsCheck;

namespace LogPair.Processor.Tests.Framing;

/// <summary>However bytes arrive and wherever memory is cut, lines are those of the whole text, split.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class FramingFuzzTests
{
    private const int SamplesARound = 200;

    // Short, so that every way to cut a line near its limit comes up; and once in a while long.
    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (9, Gen.OneOf((byte)'a', (byte)'b', (byte)'\r', (byte)'\n', (byte)0xff).Array[0, 60]),
        (1, Gen.Frequency((1, Gen.OneOf((byte)'\r', (byte)'\n')), (9, Gen.Byte)).Array[0, 3_000]));

    private static readonly Gen<int[]> Places = Gen.OneOf(Gen.Int[0, 60].Array[0, 12], Gen.Int[0, 3_000].Array[0, 12]);

    [Fact]
    public void ManyReadsInManyPiecesAgreeWithSplittingTheWholeText() => Fuzzing.Run("framing", suiteSeconds: 4, SamplesARound, _ =>
        Gen.Select(Bytes, Places, Places, Gen.Int[1, 20], Gen.Bool).Sample(
            (bytes, reads, cuts, limit, atRest) =>
            {
                var arrivals = reads.Where(length => length < bytes.Length).Order();
                var framed = Framed.Of(bytes, arrivals, [.. cuts.Order()], limit, atRest);

                var expected = Split(bytes, limit, atRest);
                Assert.Equal(expected.Lines, framed.Lines);
                Assert.Equal(expected.Offsets, framed.Offsets);
                Assert.Equal((expected.TooLong, expected.TooLongBytes), (framed.TooLongLines, framed.TooLongBytes));
                Assert.Equal(expected.Committable, framed.Committable);
                Assert.True(framed.MostHeld <= limit);
            },
            iter: SamplesARound,
            threads: 1));

    /// <summary>The rules again, as plainly as they can be said.</summary>
    private static (List<string> Lines, List<long> Offsets, int TooLong, long TooLongBytes, long Committable) Split(
        byte[] bytes, int limit, bool atRest)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (!atRest) text = text[..(text.LastIndexOf('\n') + 1)];
        var (lines, offsets, tooLong, tooLongBytes, offset) = (new List<string>(), new List<long>(), 0, 0L, 0);
        while (offset < text.Length)
        {
            var end = text.IndexOf('\n', offset);
            var line = text[offset..(end < 0 ? text.Length : end)];
            var next = end < 0 ? text.Length : end + 1;
            if (line.Length > limit)
            {
                tooLong++;
                tooLongBytes += next - offset;
            }
            else
            {
                lines.Add(line.EndsWith('\r') ? line[..^1] : line);
                offsets.Add(offset);
            }

            offset = next;
        }

        return (lines, offsets, tooLong, tooLongBytes, text.Length);
    }
}
