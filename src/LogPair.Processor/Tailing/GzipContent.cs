using System.IO.Compression;

namespace LogPair.Processor.Tailing;

/// <summary>What a gzip file holds: its members, one after another. Source: RFC 1952, section 2.2.</summary>
internal sealed class GzipContent(SegmentFileStream packed) : IDisposable
{
    private static readonly byte[] Mark = "\0what follows the last member\0"u8.ToArray();
    private static readonly byte[] PackedMark = Pack(Mark);

    private readonly GZipStream _gzip = new(packed, CompressionMode.Decompress);

    /// <returns>Bytes read; 0 at the end, also if the file breaks off there.</returns>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public int Read(Span<byte> destination) => _gzip.Read(destination);

    /// <summary>Whether the end that was read up to is that of a member. Nothing can be read afterwards.</summary>
    /// <remarks>
    /// The decoder does not tell an end from a file that breaks off, but reads one more member only after a whole one.
    /// </remarks>
    public bool IsWhole()
    {
        packed.EndWith(PackedMark);
        Span<byte> rest = stackalloc byte[Mark.Length + 1];
        try
        {
            var length = _gzip.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
            return rest[..length].SequenceEqual(Mark);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    public void Dispose() => _gzip.Dispose();

    private static byte[] Pack(byte[] content)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(content);
        return output.ToArray();
    }
}
