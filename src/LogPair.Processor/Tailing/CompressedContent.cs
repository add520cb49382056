namespace LogPair.Processor.Tailing;

/// <summary>Knows compressed content by its first bytes.</summary>
internal static class CompressedContent
{
    private static ReadOnlySpan<byte> Gzip => [0x1f, 0x8b];

    private static ReadOnlySpan<byte> Zstd => [0x28, 0xb5, 0x2f, 0xfd];

    /// <summary>Whether bytes begin as a gzip member (RFC 1952) or a zstd frame (RFC 8878) does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start) => start.StartsWith(Gzip) || IsZstdAt(start);

    public static bool IsZstdAt(ReadOnlySpan<byte> start) => start.StartsWith(Zstd);
}
