using System.Buffers;
using System.Buffers.Binary;

namespace LogPair.Processor.Aggregation;

/// <summary>How values write their numbers down.</summary>
internal static class SavedNumbers
{
    public static void Write(IBufferWriter<byte> output, double value) =>
        Write(output, BitConverter.DoubleToInt64Bits(value));

    public static void Write(IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public static double TakeDouble(ref ReadOnlySpan<byte> saved) => BitConverter.Int64BitsToDouble(TakeInt64(ref saved));

    public static long TakeInt64(ref ReadOnlySpan<byte> saved)
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(saved);
        saved = saved[sizeof(long)..];
        return value;
    }
}
