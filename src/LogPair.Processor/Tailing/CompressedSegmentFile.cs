using System.Buffers.Binary;
using System.IO.Compression;
using LogPair.Processor.Discovery;

namespace LogPair.Processor.Tailing;

/// <summary>A gzip file, read as if it were not compressed.</summary>
/// <remarks>
/// Reads that go forward cost what they skip; a read that goes back begins anew. Its size is the one that the last
/// four bytes tell (RFC 1952, section 2.3.1) until the end was reached, for they may be wrong: several streams in one
/// file, or 4 GiB and more.
/// </remarks>
internal sealed class CompressedSegmentFile : ISegmentFile
{
    private const int SizeBytes = 4;

    private readonly SegmentFile _file;
    private GZipStream? _content;
    private long _position;
    private long? _length;

    public CompressedSegmentFile(SegmentFile file)
    {
        _file = file;
    }

    /// <summary>Whether it was read to an end that its last four bytes do not tell: it may be incomplete.</summary>
    public bool IsSuspicious =>
        _length is { } length && ToldLength(_file.GetFacts().Size) != (length & uint.MaxValue);

    public FileFacts GetFacts()
    {
        var facts = _file.GetFacts();
        return facts with { Size = _length ?? Math.Max(ToldLength(facts.Size), _position + 1) };
    }

    public int Read(Span<byte> destination, long offset)
    {
        if (offset < _position || _content is null) Rewind();
        try
        {
            Span<byte> skipped = stackalloc byte[4096];
            while (_position < offset)
            {
                if (ReadNext(skipped[..(int)Math.Min(skipped.Length, offset - _position)]) == 0) return 0;
            }

            return ReadNext(destination);
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"The compressed content is damaged: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        _content?.Dispose();
        _file.Dispose();
    }

    private int ReadNext(Span<byte> destination)
    {
        var read = _content!.Read(destination);
        _position += read;
        if (read == 0 && destination.Length > 0) _length = _position;
        return read;
    }

    private void Rewind()
    {
        _content?.Dispose();
        _content = new GZipStream(new SegmentFileStream(_file), CompressionMode.Decompress);
        _position = 0;
    }

    private long ToldLength(long size)
    {
        Span<byte> told = stackalloc byte[SizeBytes];
        return size >= SizeBytes && Fingerprint.TryFill(_file, size - SizeBytes, told)
            ? BinaryPrimitives.ReadUInt32LittleEndian(told)
            : 0;
    }
}
