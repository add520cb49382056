using System.Buffers.Binary;
using LogPair.Processor.Discovery;
using ZstdSharp;

namespace LogPair.Processor.Tailing;

/// <summary>A gzip or zstd file, read as if it were not compressed.</summary>
/// <remarks>
/// Reads that go forward cost what they skip; a read that goes back begins anew. The size of a gzip file is the one
/// that its last four bytes tell (RFC 1952, section 2.3.1) until the end was reached, for they may be wrong: several
/// streams in one file, or 4 GiB and more. That of a zstd file is unknown until then.
/// </remarks>
internal sealed class CompressedSegmentFile : ISegmentFile
{
    private const int SizeBytes = 4;

    private readonly SegmentFile _file;
    private Stream? _content;
    private bool _isZstd;
    private bool _isCutShort;
    private long _position;
    private long? _length;

    public CompressedSegmentFile(SegmentFile file)
    {
        _file = file;
    }

    /// <summary>Whether it was read to an end that does not look like one: it may be incomplete.</summary>
    public bool IsSuspicious => _length is { } length
        && (_isZstd ? _isCutShort : ToldLength(_file.GetFacts().Size) != (length & uint.MaxValue));

    public FileFacts GetFacts()
    {
        var facts = _file.GetFacts();
        return facts with { Size = _length ?? Math.Max(_isZstd ? 0 : ToldLength(facts.Size), _position + 1) };
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
        catch (Exception error) when (error is InvalidDataException or ZstdException)
        {
            throw new IOException(
                $"The compressed content is damaged: {error.Message}",
                error as InvalidDataException ?? new InvalidDataException(error.Message, error));
        }
    }

    public void Dispose()
    {
        _content?.Dispose();
        _file.Dispose();
    }

    private int ReadNext(Span<byte> destination)
    {
        var read = ReadContent(destination);
        _position += read;
        if (read == 0 && destination.Length > 0) _length = _position;
        return read;
    }

    private int ReadContent(Span<byte> destination)
    {
        try
        {
            return _isCutShort ? 0 : _content!.Read(destination);
        }
        catch (EndOfStreamException)
        {
            // Read as far as it goes, as gzip is; if it grows, it is opened anew.
            _isCutShort = true;
            return 0;
        }
    }

    private void Rewind()
    {
        _content?.Dispose();
        Span<byte> start = stackalloc byte[SizeBytes];
        _isZstd = Fingerprint.TryFill(_file, 0, start) && CompressedContent.IsZstdAt(start);
        _isCutShort = false;
        _content = CompressedContent.Open(new SegmentFileStream(_file), _isZstd);
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
