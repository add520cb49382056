using System.Buffers.Binary;
using System.Text;

namespace LogPair.Processor.Pipeline.Checkpointing;

/// <summary>Reads the content of a checkpoint's record whose checksum is right.</summary>
internal ref struct CheckpointContent
{
    private ReadOnlySpan<byte> _rest;

    public CheckpointContent(ReadOnlySpan<byte> record)
    {
        _rest = record;
    }

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ReadOnlySpan<byte> ReadBytes() => Take((int)ReadInt64());

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
