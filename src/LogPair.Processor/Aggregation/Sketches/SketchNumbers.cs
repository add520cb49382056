using System.Buffers;

namespace LogPair.Processor.Aggregation.Sketches;

/// <summary>
/// Numbers in as few bytes as they need, one below 128. Source of the form: LEB128, with zigzag for signs.
/// </summary>
internal static class SketchNumbers
{
    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(10);
        var used = 0;
        for (; value >= 0x80; value >>= 7) span[used++] = (byte)(value | 0x80);
        span[used++] = (byte)value;
        output.Advance(used);
    }

    public static void WriteSigned(IBufferWriter<byte> output, long value) =>
        Write(output, (ulong)((value << 1) ^ (value >> 63)));

    /// <exception cref="ArgumentException">There is none.</exception>
    public static ulong Take(ref ReadOnlySpan<byte> saved)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = saved[0];
            saved = saved[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw new ArgumentException("a number is longer than 64 bits");
    }

    public static long TakeSigned(ref ReadOnlySpan<byte> saved)
    {
        var value = Take(ref saved);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
