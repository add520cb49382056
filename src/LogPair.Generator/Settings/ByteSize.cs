using System.Globalization;

namespace LogPair.Generator.Settings;

/// <summary>
/// Sizes as people write them: <c>10485760</c>, <c>10MB</c> (a thousand thousands), <c>10MiB</c> (1024 times 1024),
/// and <c>10Mi</c> as in manifests.
/// </summary>
internal static class ByteSize
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30),
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("B", 1), ("", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var (suffix, factor) in Units)
        {
            if (!trimmed.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;

            var number = trimmed[..^suffix.Length].TrimEnd();
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
                && TryMultiply(factor, ref bytes);
        }

        bytes = 0;
        return false;
    }

    private static bool TryMultiply(long factor, ref long bytes)
    {
        if (bytes > long.MaxValue / factor) return false;

        bytes *= factor;
        return true;
    }
}
