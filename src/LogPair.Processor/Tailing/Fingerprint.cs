using System.IO.Hashing;

namespace LogPair.Processor.Tailing;

/// <summary>What tells the content of a segment up to an offset from any other content, whatever its name or inode.</summary>
/// <remarks>
/// Two hashes: of the segment's first bytes, and of those just before the offset, each of at most
/// <see cref="MaxBytes"/>. Both grow with the segment, so that one of any size has a fingerprint. Equal first lines
/// (a banner) are told apart by the second, equal last lines by the first.
/// </remarks>
/// <param name="HeadLength">Bytes from the start that <paramref name="HeadHash"/> covers; 0 before anything was read.</param>
/// <param name="HeadHash">XxHash3, 64 bits.</param>
/// <param name="TailLength">Bytes just before the offset that <paramref name="TailHash"/> covers.</param>
/// <param name="TailHash">XxHash3, 64 bits.</param>
internal readonly record struct Fingerprint(int HeadLength, ulong HeadHash, int TailLength, ulong TailHash)
{
    /// <summary>A few lines with their times.</summary>
    /// <remarks>Filebeat and the OpenTelemetry Collector take as many from the start, but refuse shorter files.</remarks>
    public const int MaxBytes = 1024;

    public static ulong Hash(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    /// <summary>Whether a file begins with the same bytes, as far as they are known.</summary>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool HasHeadOf(ISegmentFile file) => HeadLength > 0 && HashOf(file, 0, HeadLength) == HeadHash;

    /// <summary>Whether the first <paramref name="offset"/> bytes of a file are the ones that this was taken of.</summary>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool Matches(ISegmentFile file, long offset) =>
        HasHeadOf(file) && HashOf(file, offset - TailLength, TailLength) == TailHash;

    /// <summary>
    /// Whether a file that does not match, because it is shorter, holds nothing but bytes that this was taken of.
    /// </summary>
    /// <param name="file">Has been read to its end at least once, so that its length is known.</param>
    /// <param name="offset">Where the counted part ends.</param>
    /// <param name="marks">Of the counted part.</param>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public bool Covers(ISegmentFile file, long offset, ContentMarks marks)
    {
        var length = file.GetFacts().Size;
        return length < offset
            && (length < HeadLength || HasHeadOf(file))
            && marks.Within(length) is { } mark
            && HashOf(file, mark.Offset - mark.Length, mark.Length) == mark.Hash;
    }

    /// <summary>Takes the fingerprint of everything that a file holds.</summary>
    /// <exception cref="IOException">The file system does not answer.</exception>
    public static Fingerprint Of(ISegmentFile file, long length)
    {
        var bytes = (int)Math.Min(length, MaxBytes);
        return new Fingerprint(
            bytes, HashOf(file, 0, bytes) ?? 0, bytes, HashOf(file, length - bytes, bytes) ?? 0);
    }

    /// <returns>Null if the file is too short.</returns>
    private static ulong? HashOf(ISegmentFile file, long offset, int length)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        return TryFill(file, offset, bytes[..length]) ? Hash(bytes[..length]) : null;
    }

    /// <summary>Reads exactly as many bytes as are asked for.</summary>
    internal static bool TryFill(ISegmentFile file, long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = file.Read(bytes, offset);
            if (read == 0) return false;
            offset += read;
            bytes = bytes[read..];
        }

        return true;
    }
}
