using System.IO.Hashing;

namespace LogPair.Contract;

/// <summary>Bytes, lines and hash of a segment, as its seal states them, of bytes that arrive piece by piece.</summary>
/// <remarks>Not thread-safe. Feed whole lines only: a seal does not count what follows the last line feed.</remarks>
public sealed class SegmentDigest
{
    private readonly XxHash3 _hash = new();

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Line feeds so far.</summary>
    public long Lines { get; private set; }

    /// <summary>XxHash3 of all bytes so far: 64 bits, seed 0.</summary>
    public ulong Hash => _hash.GetCurrentHashAsUInt64();

    /// <summary>Adds the bytes that follow those added before.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.Append(bytes);
        Bytes += bytes.Length;
        Lines += bytes.Count((byte)'\n');
    }
}
