using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>
/// The outer form of a checkpoint: magic, version, then records, each with its length and checksum. Little-endian.
/// </summary>
/// <remarks>
/// The first record is the whole state of one moment; each that follows holds what changed since the one before it.
/// Records are only ever appended, so that a kill at any moment leaves a valid checkpoint, perhaps with a torn last
/// record. Content is a sequence of 64-bit integers, doubles and byte strings preceded by their length. It is private
/// to the processor: another version may change it, and says so by the version number.
/// </remarks>
internal static class CheckpointFormat
{
    public const ushort Version = 5;

    /// <summary>Bytes before the first record: magic and version.</summary>
    public const int HeaderLength = 10;

    /// <summary>
    /// Bytes before a record's content: its length (32 bits), the complement of that, and XxHash3 (64 bits) of both and
    /// the content.
    /// </summary>
    /// <remarks>
    /// A record that is shorter than its length was cut by a kill, which is no damage. The complement tells it from one
    /// whose length was changed.
    /// </remarks>
    public const int RecordHeaderLength = 2 * sizeof(int) + sizeof(long);

    private const int ChecksumOffset = 2 * sizeof(int);

    public static ReadOnlySpan<byte> Magic => "LPCHKPNT"u8;

    public static void WriteHeader(IBufferWriter<byte> output)
    {
        output.Write(Magic);
        var version = output.GetSpan(sizeof(ushort));
        BinaryPrimitives.WriteUInt16LittleEndian(version, Version);
        output.Advance(sizeof(ushort));
    }

    /// <summary>Leaves room for the header of a record, for <see cref="EndRecord"/> to fill in.</summary>
    /// <returns>Where the record begins.</returns>
    public static int BeginRecord(ArrayBufferWriter<byte> output)
    {
        var start = output.WrittenCount;
        output.GetSpan(RecordHeaderLength)[..RecordHeaderLength].Clear();
        output.Advance(RecordHeaderLength);
        return start;
    }

    /// <param name="output">The record's content is everything written since <see cref="BeginRecord"/>.</param>
    /// <param name="start">What <see cref="BeginRecord"/> returned.</param>
    public static void EndRecord(ArrayBufferWriter<byte> output, int start)
    {
        var record = Written(output, start);
        var length = record.Length - RecordHeaderLength;
        BinaryPrimitives.WriteInt32LittleEndian(record, length);
        BinaryPrimitives.WriteInt32LittleEndian(record[sizeof(int)..], ~length);
        BinaryPrimitives.WriteUInt64LittleEndian(record[ChecksumOffset..], Checksum(record));
    }

    /// <summary>Leaves room for the length of bytes that follow, for <see cref="EndBytes"/> to fill in.</summary>
    /// <returns>Where they begin.</returns>
    public static int BeginBytes(ArrayBufferWriter<byte> output)
    {
        output.GetSpan(sizeof(long));
        output.Advance(sizeof(long));
        return output.WrittenCount;
    }

    /// <param name="output">The bytes are everything written since <see cref="BeginBytes"/>.</param>
    /// <param name="start">What <see cref="BeginBytes"/> returned.</param>
    public static void EndBytes(ArrayBufferWriter<byte> output, int start) => BinaryPrimitives.WriteInt64LittleEndian(
        Written(output, start - sizeof(long)), output.WrittenCount - start);

    public static void WriteInt64(IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        WriteInt64(output, value.Length);
        output.Write(value);
    }

    public static void WriteText(IBufferWriter<byte> output, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteInt64(output, length);
        Encoding.UTF8.GetBytes(value, output.GetSpan(length));
        output.Advance(length);
    }

    /// <summary>What keeps <paramref name="file"/> from being a checkpoint of this version, or null.</summary>
    public static string? FindDamage(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength) return $"it has only {file.Length} bytes";
        if (!file.StartsWith(Magic)) return "it does not begin as a checkpoint does";

        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        return version == Version ? null : $"it is of version {version}, and this program reads version {Version}";
    }

    /// <summary>Takes the next record.</summary>
    /// <param name="rest">What follows the header or the record before; shortened by the record.</param>
    /// <param name="content">The record's content.</param>
    public static RecordOutcome TryReadRecord(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (rest.IsEmpty) return RecordOutcome.End;
        if (rest.Length < RecordHeaderLength) return RecordOutcome.Torn;

        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var isLength = length >= 0 && BinaryPrimitives.ReadInt32LittleEndian(rest[sizeof(int)..]) == ~length;
        if (!isLength) return RecordOutcome.Damaged;
        if (length > rest.Length - RecordHeaderLength) return RecordOutcome.Torn;

        var record = rest[..(RecordHeaderLength + length)];
        if (BinaryPrimitives.ReadUInt64LittleEndian(record[ChecksumOffset..]) != Checksum(record))
            return RecordOutcome.Damaged;

        content = record[RecordHeaderLength..];
        rest = rest[record.Length..];
        return RecordOutcome.Read;
    }

    // The writer's own memory: it gives only read access to what is written.
    private static Span<byte> Written(ArrayBufferWriter<byte> output, int start) =>
        MemoryMarshal.AsMemory(output.WrittenMemory).Span[start..];

    private static ulong Checksum(ReadOnlySpan<byte> record)
    {
        var hash = new XxHash3();
        hash.Append(record[..ChecksumOffset]);
        hash.Append(record[RecordHeaderLength..]);
        return hash.GetCurrentHashAsUInt64();
    }
}
