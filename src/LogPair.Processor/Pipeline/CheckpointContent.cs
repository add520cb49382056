using System.Buffers.Binary;
using System.Text;

namespace LogPair.Processor.Pipeline;

/// <summary>Reads the content of a checkpoint whose checksum is right.</summary>
internal ref struct CheckpointContent
{
    private ReadOnlySpan<byte> _rest;

    /// <param name="file">The whole file; <see cref="CheckpointFormat.FindDamage"/> found none.</param>
    public CheckpointContent(ReadOnlySpan<byte> file)
    {
        _rest = file[CheckpointFormat.HeaderLength..^CheckpointFormat.ChecksumLength];
    }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    public ReadOnlySpan<byte> ReadBytes() => Take((int)ReadInt64());

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
