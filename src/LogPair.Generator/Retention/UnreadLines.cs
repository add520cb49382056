using System.Buffers;

namespace LogPair.Generator.Retention;

/// <summary>How many lines of a finished segment are not acknowledged.</summary>
internal static class UnreadLines
{
    private const int ChunkBytes = 64 * 1024;

    /// <param name="segment">Finished.</param>
    /// <param name="path">Of the segment.</param>
    /// <param name="acknowledgedBytes">From the segment's start.</param>
    /// <exception cref="IOException">The segment has to be read for it, and cannot be.</exception>
    /// <exception cref="UnauthorizedAccessException">The segment has to be read for it, and cannot be.</exception>
    public static long Of(RetainedSegment segment, string path, long acknowledgedBytes)
    {
        if (segment.SegmentBytes is null) return 0;
        return segment.Seal is { } seal && acknowledgedBytes == 0
            ? seal.Lines
            : LineFeedsAfter(path, acknowledgedBytes);
    }

    private static long LineFeedsAfter(string path, long offset)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var lines = 0L;
            while (RandomAccess.Read(file, buffer, offset) is > 0 and var read)
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                offset += read;
            }

            return lines;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
