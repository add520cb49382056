using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace LogPair.Processor.Tailing;

/// <summary>Unpacks a stream of gzip or zstd, whichever its first bytes say.</summary>
internal static class CompressedContent
{
    // 8 MiB, what RFC 8878 (section 3.1.1.1.2) asks every decoder for, and all levels up to 19 stay within.
    private const int MaxWindowLog = 23;

    private static ReadOnlySpan<byte> Gzip => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> Zstd => [0x28, 0xb5, 0x2f, 0xfd];

    /// <summary>Whether bytes begin as a gzip member (RFC 1952) or a zstd frame (RFC 8878) does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(Gzip) || IsZstdAt(start);

    public static bool IsZstdAt(ReadOnlySpan<byte> start) => start.StartsWith(Zstd);

    /// <param name="packed">Left open.</param>
    /// <param name="isZstd">Else gzip.</param>
    /// <remarks>
    /// Reading throws <see cref="InvalidDataException"/> or <see cref="ZstdException"/> on damage, and zstd's also
    /// <see cref="EndOfStreamException"/> when the end is missing.
    /// </remarks>
    public static Stream Open(Stream packed, bool isZstd)
    {
        if (!isZstd) return new GZipStream(packed, CompressionMode.Decompress);

        var content = new DecompressionStream(packed, checkEndOfStream: true, leaveOpen: true);
        content.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxWindowLog);
        return content;
    }
}
