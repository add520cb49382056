using System.Buffers;
using System.Text;
using LogPair.Processor.Framing;

namespace LogPair.Processor.Tests.Framing;

/// <summary>What framing made of some bytes that arrived in pieces.</summary>
internal sealed record Framed
{
    public List<string> Lines { get; } = [];

    public List<long> Offsets { get; } = [];

    public int TooLongLines { get; private set; }

    public long TooLongBytes { get; private set; }

    /// <summary>Sum of all reads' committable bytes; equals the framer's offset.</summary>
    public long Committable { get; private set; }

    /// <summary>Most bytes that had to be kept for the next read.</summary>
    public long MostHeld { get; private set; }

    /// <summary>Reads <paramref name="bytes"/> as they grow, from each end in <paramref name="arrivals"/> to the next.</summary>
    /// <param name="bytes">The whole segment.</param>
    /// <param name="arrivals">Increasing lengths that the segment has at each read; the whole is added.</param>
    /// <param name="cuts">Increasing offsets at which memory is cut into segments.</param>
    /// <param name="maxLineBytes">Limit.</param>
    /// <param name="atRest">Whether the last read is of a segment at rest.</param>
    /// <param name="encoding">Of the bytes.</param>
    public static Framed Of(
        byte[] bytes, IEnumerable<int> arrivals, int[] cuts, int maxLineBytes, bool atRest,
        TextEncoding encoding = TextEncoding.Auto)
    {
        var framed = new Framed();
        var framer = new LineFramer(maxLineBytes: maxLineBytes) { Encoding = encoding };
        var consumed = 0;
        foreach (var length in arrivals.Append(bytes.Length))
        {
            var buffer = Pieces(bytes.AsMemory(consumed..length), cuts.Select(cut => cut - consumed));
            consumed += framed.Take(framer, buffer, atRest && length == bytes.Length);
            framed.MostHeld = Math.Max(framed.MostHeld, length - consumed);
        }

        Assert.Equal(framer.CommittableOffset, framed.Committable);
        Assert.Equal(framer.CommittableOffset + framer.DiscardingBytes, consumed);
        return framed;
    }

    public static ReadOnlySequence<byte> Pieces(ReadOnlyMemory<byte> bytes, IEnumerable<int> cuts)
    {
        var first = new Piece(default, 0);
        var last = first;
        var start = 0;
        foreach (var cut in cuts.Where(cut => cut >= 0 && cut < bytes.Length).Append(bytes.Length))
        {
            last = last.Append(bytes[start..cut]);
            start = cut;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private int Take(LineFramer framer, ReadOnlySequence<byte> buffer, bool toEnd)
    {
        using var lines = toEnd ? framer.ReadToEnd(buffer) : framer.Read(buffer);
        while (lines.TryRead(out var line))
        {
            Lines.Add(Encoding.Latin1.GetString(line));
            Offsets.Add(lines.LineOffset);
        }

        Assert.False(lines.TryRead(out _));
        TooLongLines += lines.TooLongLines;
        TooLongBytes += lines.TooLongBytes;
        Committable += lines.CommittableBytes;
        return (int)(buffer.GetOffset(lines.Consumed) - buffer.GetOffset(buffer.Start));
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
