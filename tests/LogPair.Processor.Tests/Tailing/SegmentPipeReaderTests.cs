using System.Buffers;
using CsCheck;
using LogPair.Processor.Discovery;
using LogPair.Processor.Tailing;

namespace LogPair.Processor.Tests.Tailing;

public class SegmentPipeReaderTests
{
    [Fact]
    public void WhateverIsConsumedEveryByteComesOnceAndInOrder()
    {
        var content = Gen.Byte.Array[0, 300];
        var steps = Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[1, 200];

        Gen.Select(content, Gen.Int[1, 40], Gen.Int[0, 50], steps).Sample((bytes, capacity, start, plan) =>
        {
            var from = Math.Min(start, bytes.Length);
            var reader = new SegmentPipeReader(capacity);
            reader.Attach(new MemoryFile(bytes), from);
            var seen = new List<byte>();
            foreach (var (wanted, examinesAll) in plan)
            {
                reader.TryRead(out var read);
                var consumed = (int)Math.Min(wanted, read.Buffer.Length);
                seen.AddRange(read.Buffer.Slice(0, consumed).ToArray());
                var isFull = read.Buffer.Length == capacity;
                var end = examinesAll && !isFull ? read.Buffer.End : read.Buffer.GetPosition(consumed);
                reader.AdvanceTo(read.Buffer.GetPosition(consumed), end);
                Assert.Equal(from + seen.Count, reader.Offset);
            }

            Assert.Equal(bytes[from..(from + seen.Count)], seen);
        });
    }

    [Fact]
    public void AnotherSegmentBeginsWithoutBytesOfTheLast()
    {
        var reader = new SegmentPipeReader(16);
        reader.Attach(new MemoryFile("first"u8.ToArray()), 0);
        reader.TryRead(out _);

        reader.Attach(new MemoryFile("second"u8.ToArray()), 3);
        reader.TryRead(out var read);

        Assert.Equal("ond"u8.ToArray(), read.Buffer.ToArray());
        Assert.Equal(6, reader.EndOffset);
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void AShortReadIsTheEndIfItReachesTheSizeThatIsKnown(int size, bool isEnd)
    {
        var reader = new SegmentPipeReader(16);
        reader.Attach(new MemoryFile("lines"u8.ToArray()) { KnownSize = size }, 0);

        reader.TryRead(out var read);

        Assert.Equal(5, read.Buffer.Length);
        Assert.Equal(isEnd, read.IsCompleted);
    }

    [Fact]
    public void AReadThatFillsTheBufferIsNoEnd()
    {
        var reader = new SegmentPipeReader(5);
        reader.Attach(new MemoryFile("lines"u8.ToArray()) { KnownSize = 5 }, 0);

        reader.TryRead(out var read);

        Assert.False(read.IsCompleted);
    }

    private sealed class MemoryFile(byte[] content) : ISegmentFile
    {
        public long KnownSize { get; init; } = long.MaxValue;

        public bool EndsAt(long offset) => offset >= KnownSize;

        public FileFacts GetFacts() => new(default, content.Length, ModifiedTicks: 0, LinkCount: 1, FileKind.Regular);

        public int Read(Span<byte> destination, long offset)
        {
            var rest = content.AsSpan((int)Math.Min(offset, content.Length));
            var length = Math.Min(rest.Length, destination.Length);
            rest[..length].CopyTo(destination);
            return length;
        }

        public void Dispose()
        {
        }
    }
}
