using System.Globalization;

namespace LogPair.Host.Units;

/// <summary>Text form of a number of bytes.</summary>
/// <remarks>
/// A whole number, bare or with <c>B</c>, <c>KiB</c>, <c>MiB</c>, <c>GiB</c>, <c>KB</c>, <c>MB</c>, <c>GB</c>.
/// </remarks>
internal static class ByteSize
{
    // Longest suffix first, because every one ends in "B". Ki, Mi and Gi are how Kubernetes writes them.
    private static readonly (string Suffix, long Unit)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30),
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("B", 1), ("", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        text = text.Trim();
        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;

            var number = text.AsSpan(0, text.Length - suffix.Length).TrimEnd();
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
            if (count > long.MaxValue / unit) return false;

            bytes = count * unit;
            return true;
        }

        return false;
    }

    /// <summary>Exact, in the largest binary unit that divides it; <see cref="TryParse"/> reads it back.</summary>
    public static string Format(long bytes) => bytes switch
    {
        > 0 when bytes % (1L << 30) == 0 => Text(bytes >> 30, "GiB"),
        > 0 when bytes % (1L << 20) == 0 => Text(bytes >> 20, "MiB"),
        > 0 when bytes % (1L << 10) == 0 => Text(bytes >> 10, "KiB"),
        _ => Text(bytes, ""),
    };

    /// <summary>Rounded to three digits, for people.</summary>
    public static string Round(double bytes) => bytes switch
    {
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 30):G3} GiB"),
        >= 1000 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):G3} MiB"),
        >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 10):G3} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes:F0} B"),
    };

    private static string Text(long count, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{count}{suffix}");
}
