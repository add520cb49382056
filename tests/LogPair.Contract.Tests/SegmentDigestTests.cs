using CsCheck;

namespace LogPair.Contract.Tests;

public sealed class SegmentDigestTests
{
    [Fact]
    public void TheHashOfNothingIsTheReferenceImplementations() =>
        Assert.Equal(0x2D06800538D394C2ul, new SegmentDigest().Hash);

    [Fact]
    public void PiecesGiveTheSameDigestAsTheWhole() =>
        Gen.Select(Gen.Byte[0, 20].Array[0, 2000], Gen.Int[0, 2000]).Sample((bytes, cut) =>
        {
            cut = Math.Min(cut, bytes.Length);
            var whole = new SegmentDigest();
            var pieces = new SegmentDigest();

            whole.Append(bytes);
            pieces.Append(bytes.AsSpan(0, cut));
            pieces.Append(bytes.AsSpan(cut));

            Assert.Equal((whole.Bytes, whole.Lines, whole.Hash), (pieces.Bytes, pieces.Lines, pieces.Hash));
            Assert.Equal(bytes.LongCount(b => b == '\n'), whole.Lines);
        });
}
