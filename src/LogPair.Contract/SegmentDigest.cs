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
    public void Append(ReadOnlySpan<byte> bytes) => Append(bytes, bytes.Count((byte)'\n'));

    /// <summary>
    /// The same, of bytes whose line feeds are known: a writer need not count what it has just written.
    /// </summary>
    /// <param name="bytes">Those that follow those added before.</param>
    /// <param name="lines">Line feeds in them.</param>
    public void Append(ReadOnlySpan<byte> bytes, long lines)
    {
        _hash.Append(bytes);
        Bytes += bytes.Length;
        Lines += lines;
    }
}
