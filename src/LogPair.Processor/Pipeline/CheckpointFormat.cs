using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace LogPair.Processor.Pipeline;

/// <summary>The outer form of a checkpoint: magic, version, content, checksum. Numbers are little-endian.</summary>
/// <remarks>
/// Content is a sequence of 64-bit integers, doubles and byte strings preceded by their length. It is private to the
/// processor: another version may change it, and says so by the version number.
/// </remarks>
internal static class CheckpointFormat
{
    public const ushort Version = 1;

    /// <summary>Bytes before the content: magic and version.</summary>
    public const int HeaderLength = 10;

    /// <summary>Bytes after the content: XxHash3 (64 bits) of everything before.</summary>
    public const int ChecksumLength = sizeof(ulong);

    public static ReadOnlySpan<byte> Magic => "LPCHKPNT"u8;

    public static void WriteHeader(IBufferWriter<byte> output)
    {
        output.Write(Magic);
        var version = output.GetSpan(sizeof(ushort));
        BinaryPrimitives.WriteUInt16LittleEndian(version, Version);
        output.Advance(sizeof(ushort));
    }

    public static void WriteChecksum(ArrayBufferWriter<byte> output) =>
        WriteInt64(output, (long)XxHash3.HashToUInt64(output.WrittenSpan));

    public static void WriteInt64(IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public static void WriteDouble(IBufferWriter<byte> output, double value) =>
        WriteInt64(output, BitConverter.DoubleToInt64Bits(value));

    public static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        WriteInt64(output, value.Length);
        output.Write(value);
    }

    public static void WriteText(IBufferWriter<byte> output, string value) =>
        WriteBytes(output, Encoding.UTF8.GetBytes(value));

    /// <summary>What keeps <paramref name="file"/> from being a checkpoint of this version, or null.</summary>
    public static string? FindDamage(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength + ChecksumLength) return $"it has only {file.Length} bytes";
        if (!file.StartsWith(Magic)) return "it does not begin as a checkpoint does";

        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]);
        if (version != Version) return $"it is of version {version}, and this program reads version {Version}";

        var stored = BinaryPrimitives.ReadUInt64LittleEndian(file[^ChecksumLength..]);
        return XxHash3.HashToUInt64(file[..^ChecksumLength]) == stored ? null : "its checksum does not fit its content";
    }
}
