using System.IO.Compression;
using LogPair.Processor.Tailing;
using LogPair.Testing;
using ZstdSharp;

namespace LogPair.Processor.Tests.Tailing;

public class CompressedSegmentFileTests
{
    private static readonly byte[] Content = Some(200_000);

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public void WhatIsReadIsTheContentFromAnyOffset(string kind)
    {
        using var volume = new TempVolume();
        using var file = Open(volume, Pack(Content, kind));
        var buffer = new byte[Content.Length + 1];

        Assert.True(file.GetFacts().Size > 0);
        Assert.Equal(Content[100_000..100_010], buffer[..file.Read(buffer.AsSpan(0, 10), 100_000)]);
        var length = 0;
        while (file.Read(buffer.AsSpan(length), length) is > 0 and var read) length += read;

        Assert.Equal(Content, buffer[..length]);
        Assert.Equal(Content.Length, file.GetFacts().Size);
        Assert.False(file.IsSuspicious);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public void OneThatIsCutShortIsReadAsFarAsItGoes(string kind)
    {
        using var volume = new TempVolume();
        using var file = Open(volume, Pack(Content, kind)[..200_000]);
        var buffer = new byte[Content.Length];
        var length = 0;

        while (file.Read(buffer.AsSpan(length), length) is > 0 and var read) length += read;

        Assert.InRange(length, 1, Content.Length - 1);
        Assert.Equal(Content[..length], buffer[..length]);
        Assert.True(file.IsSuspicious);
    }

    // Members that end within the decoder's buffer of 8 KiB, and beyond it.
    [Fact]
    public void GzipFilesPutTogetherAreOneThatIsWhole()
    {
        for (var size = 1; size <= 30_000; size = (size * 3) + 1)
        {
            using var volume = new TempVolume();
            byte[][] parts = [Content[..size], Content[size..(size + 10_000)], Content[^5..]];
            using var file = Open(volume, [.. parts.SelectMany(part => Pack(part, "gz"))]);

            Assert.Equal(parts.Sum(part => part.Length), ReadAll(file));
            Assert.False(file.IsSuspicious);
            Assert.False(file.IsSuspicious);
            Assert.Equal(0, file.Read(new byte[1], file.GetFacts().Size));
        }
    }

    [Fact]
    public void OneOfSeveralMembersIsCutShortWhereverItIsCut()
    {
        var first = Pack(Content[..1000], "gz");
        byte[] packed = [.. first, .. Pack(Content[1000..1500], "gz")];
        for (var cut = 1; cut < packed.Length; cut++)
        {
            using var volume = new TempVolume();
            using var file = Open(volume, packed[..cut]);

            Assert.InRange(ReadAll(file), 0, cut < first.Length ? 1000 : 1500);
            Assert.Equal(cut != first.Length, file.IsSuspicious);
        }
    }

    // A file that is still being written is read on, though it was asked about.
    [Fact]
    public void OneThatGrowsIsReadOn()
    {
        using var volume = new TempVolume();
        var packed = Pack(Content, "gz");
        using var file = Open(volume, packed[..100_000]);
        var length = ReadAll(file);
        Assert.True(file.IsSuspicious);

        using (var more = new FileStream(volume["a.log.1.zst"], FileMode.Append)) more.Write(packed.AsSpan(100_000));
        var buffer = new byte[Content.Length + 1];
        while (file.Read(buffer.AsSpan(length), length) is > 0 and var read) length += read;

        Assert.Equal(Content.Length, length);
        Assert.Equal(Content[^1000..], buffer[^1001..^1]);
        Assert.False(file.IsSuspicious);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    public void DamageIsATroubleOfTheFileThatNamesItself(string kind)
    {
        using var volume = new TempVolume();
        var packed = Pack(Content, kind);
        packed.AsSpan(50_000, 60_000).Fill(0x55);
        using var file = Open(volume, packed);

        var error = Assert.Throws<IOException>(() => ReadAll(file));

        Assert.IsType<InvalidDataException>(error.InnerException);
    }

    // Frames of 128 MiB and more, as zstd --long makes them, would let a file take the memory of everything else.
    [Fact]
    public void AZstdWindowThatTakesTooMuchMemoryIsRefused()
    {
        using var volume = new TempVolume();
        byte[] frame = [0x28, 0xb5, 0x2f, 0xfd, 0b0000_0000, 27 - 10 << 3, 0x01, 0x00, 0x00];
        using var file = Open(volume, frame);

        var error = Assert.Throws<IOException>(() => ReadAll(file));

        Assert.IsType<InvalidDataException>(error.InnerException);
    }

    private static int ReadAll(CompressedSegmentFile file)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (file.Read(buffer, length) is > 0 and var read) length += read;
        return length;
    }

    private static CompressedSegmentFile Open(TempVolume volume, byte[] packed)
    {
        File.WriteAllBytes(volume["a.log.1.zst"], packed);
        Assert.True(SegmentFile.TryOpen(volume["a.log.1.zst"], out var file, out _));
        return new CompressedSegmentFile(file);
    }

    private static byte[] Pack(byte[] content, string kind)
    {
        if (kind == "zst") return new Compressor().Wrap(content).ToArray();

        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    // Digits, which pack to half of their size.
    private static byte[] Some(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length * 2).Select(_ => (byte)random.Next('0', 'z'))];
    }
}
