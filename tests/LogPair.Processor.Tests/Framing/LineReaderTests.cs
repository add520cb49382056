using System.Buffers;
using System.Text;
using LogPair.Processor.Framing;

namespace LogPair.Processor.Tests.Framing;

public sealed class LineReaderTests
{
    private const int Limit = 8;

    private static readonly byte[] ThousandLines =
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some line of text\r\n", 1000)));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("a\nb\n", "a|b", 0)]
    [InlineData("a\r\nb\n", "a|b", 0)]
    [InlineData("a\r\r\n", "a\r", 0)]
    [InlineData("\n\r\n\n", "||", 0)]
    [InlineData("a\nb", "a", 0)]
    [InlineData("1234567\n", "1234567", 0)]
    [InlineData("12345678\n", "12345678", 0)]
    [InlineData("1234567\r\n", "1234567", 0)]
    [InlineData("123456789\na\n", "a", 10)]
    [InlineData("12345678\r\na\n", "a", 10)]
    [InlineData("a\n123456789012345678901234567890\nb\n", "a|b", 31)]
    public void LinesAreTheSameWhereverReadsAndMemoryAreSplit(string text, string lines, long tooLongBytes)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var read = 0; read <= bytes.Length; read++)
        {
            for (var cut = 0; cut <= bytes.Length; cut++)
            {
                var framed = Framed.Of(bytes, [read], [cut], Limit, atRest: false);

                Assert.Equal(lines, string.Join('|', framed.Lines));
                Assert.Equal(tooLongBytes, framed.TooLongBytes);
                Assert.Equal(text.LastIndexOf('\n') + 1, framed.Committable);
            }
        }
    }

    [Theory]
    [InlineData("a\nb", "a|b", 3)]
    [InlineData("a\nb\r", "a|b", 4)]
    [InlineData("a\n", "a", 2)]
    [InlineData("a\n123456789", "a", 11)]
    public void ASegmentAtRestEndsItsLastLine(string text, string lines, long committable)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        for (var read = 0; read <= bytes.Length; read++)
        {
            var framed = Framed.Of(bytes, [read], [], Limit, atRest: true);

            Assert.Equal(lines, string.Join('|', framed.Lines));
            Assert.Equal(committable, framed.Committable);
        }
    }

    [Fact]
    public void AnEndlessLineIsConsumedButNeitherCommittedNorCountedBeforeItEnds()
    {
        var framer = new LineFramer(offset: 100, maxLineBytes: 1000);
        var piece = new ReadOnlySequence<byte>(new byte[64 * 1024]);

        for (var i = 0; i < 160; i++)
        {
            using var lines = framer.Read(piece);
            Assert.False(lines.TryRead(out _));
            Assert.Equal(piece.End, lines.Consumed);
            Assert.Equal((0L, 0), (lines.CommittableBytes, lines.TooLongLines));
        }

        using var last = framer.Read(new ReadOnlySequence<byte>("\nnext\n"u8.ToArray()));
        Assert.True(last.TryRead(out var line));
        Assert.Equal("next"u8, line);
        Assert.Equal((1, 10_485_761L), (last.TooLongLines, last.TooLongBytes));
        Assert.Equal(10_485_761 + 5, last.CommittableBytes);
        Assert.Equal(100 + 10_485_761 + 5, framer.CommittableOffset);
    }

    [Fact]
    public void ARestartForgetsTheLineThatWasBeingDiscarded()
    {
        var framer = new LineFramer(maxLineBytes: 2);
        framer.Read(new ReadOnlySequence<byte>("long"u8.ToArray())).TryRead(out _);
        Assert.True(framer.IsDiscarding);

        framer.Restart(0);
        using var lines = framer.Read(new ReadOnlySequence<byte>("ab\n"u8.ToArray()));

        Assert.True(lines.TryRead(out var line));
        Assert.Equal("ab"u8, line);
    }

    [Fact]
    public void StoppingBetweenLinesConsumesOnlyThoseRead()
    {
        var framer = new LineFramer();
        var buffer = new ReadOnlySequence<byte>("one\ntwo\n"u8.ToArray());
        using var lines = framer.Read(buffer);

        lines.TryRead(out _);

        Assert.Equal(4, buffer.Slice(0, lines.Consumed).Length);
        Assert.Equal(4, lines.CommittableBytes);
    }

    [Fact]
    public void FramingAllocatesNothing()
    {
        var buffer = new ReadOnlySequence<byte>(ThousandLines);

        // Not zero: the runtime itself may allocate once while it compiles the loop anew.
        Assert.InRange(AllocatedBy(buffer), 0, 99_999);
    }

    [Fact]
    public void JoiningTornLinesReusesOneBuffer()
    {
        var pieces = Framed.Pieces(ThousandLines, Enumerable.Range(1, 1000).Select(i => i * 20));

        // The shared pool gives its buffers up when the machine runs short of memory, so a few may be new.
        Assert.InRange(AllocatedBy(pieces), 0, 1000);
    }

    private static long AllocatedBy(ReadOnlySequence<byte> buffer)
    {
        var framer = new LineFramer();
        Count(framer, buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var lines = 0;
        for (var i = 0; i < 100; i++) lines += Count(framer, buffer);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100_000, lines);
        return allocated;
    }

    private static int Count(LineFramer framer, ReadOnlySequence<byte> buffer)
    {
        using var lines = framer.Read(buffer);
        while (lines.TryRead(out _))
        {
        }

        return lines.Lines;
    }
}
