using System.Globalization;

namespace LogPair.Host.Units;

/// <summary>Text form of a number of bytes.</summary>
internal static class ByteSize
{
    /// <summary>Reads what a generator in the same Pod reads, too.</summary>
    public static bool TryParse(string text, out long bytes) => Generator.Settings.ByteSize.TryParse(text, out bytes);

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
