using System.Buffers.Binary;
using LogPair.Processor.Discovery;

namespace LogPair.Processor.Tailing;

/// <summary>A gzip or zstd file, read as if it were not compressed.</summary>
/// <remarks>
/// Reads that go forward cost what they skip; a read that goes back begins anew. The size of a gzip file is the one
/// that its last four bytes tell (RFC 1952, section 2.3.1) until the end was reached, for they may be wrong: several
/// streams in one file, or 4 GiB and more. That of a zstd file is unknown until then. Which of the two a file is, its
/// first bytes say, whatever its name.
/// </remarks>
internal sealed class CompressedSegmentFile : ISegmentFile
{
    private const int SizeBytes = 4;
    private const int MagicBytes = 4;

    // Logs are packed 10 to 50 times, the same line again and again some 200 times. What goes beyond is made to be unpacked.
    private const long MostDense = 500;
    private const long DenseBytes = 256 << 20;

    private readonly SegmentFile _file;

    // At most one of them: the content from its start, read up to _position.
    private SegmentFileStream? _packed;
    private GzipContent? _gzip;
    private ZstdContent? _zstd;
    private long _position;
    private long? _length;

    // Of a gzip file that was read to its end; null until it is asked for.
    private bool? _isGzipCutShort;

    public CompressedSegmentFile(SegmentFile file)
    {
        _file = file;
    }

    /// <summary>Whether it was read to an end that does not look like one: it may be incomplete.</summary>
    /// <remarks>Costs the place that was reached in a gzip file: the next read begins anew.</remarks>
    public bool IsSuspicious => _length is { } length
        && (_zstd?.IsCutShort ?? (_isGzipCutShort ??= IsGzipCutShort(length)));

    public FileFacts GetFacts()
    {
        var facts = _file.GetFacts();
        return facts with { Size = _length ?? Math.Max(_zstd is null ? ToldLength(facts.Size) : 0, _position + 1) };
    }

    public int Read(Span<byte> destination, long offset)
    {
        if (offset < _position || (_gzip is null && _zstd is null)) Rewind();
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
        Close();
        _file.Dispose();
    }

    private int ReadNext(Span<byte> destination)
    {
        var read = _zstd?.Read(destination) ?? _gzip!.Read(destination);
        _position += read;
        if (_position > DenseBytes && _position / MostDense > _packed!.Position)
            throw new InvalidDataException($"It unpacks to more than {MostDense} times its size, which no log does.");

        _isGzipCutShort = null;
        if (read == 0 && destination.Length > 0) _length = _position;
        return read;
    }

    private bool IsGzipCutShort(long length)
    {
        if ((_gzip is null || _position != length) && Read(stackalloc byte[1], length) > 0) return true;

        var isWhole = _gzip!.IsWhole();
        Close();
        return !isWhole;
    }

    private void Rewind()
    {
        Close();
        Span<byte> start = stackalloc byte[MagicBytes];
        _packed = new SegmentFileStream(_file);
        if (Fingerprint.TryFill(_file, 0, start) && CompressedContent.IsZstdAt(start)) _zstd = new ZstdContent(_packed);
        else _gzip = new GzipContent(_packed);
        _position = 0;
    }

    private void Close()
    {
        _gzip?.Dispose();
        _zstd?.Dispose();
        _gzip = null;
        _zstd = null;
    }

    private long ToldLength(long size)
    {
        Span<byte> told = stackalloc byte[SizeBytes];
        return size >= SizeBytes && Fingerprint.TryFill(_file, size - SizeBytes, told)
            ? BinaryPrimitives.ReadUInt32LittleEndian(told)
            : 0;
    }
}
