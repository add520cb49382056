using System.Globalization;

namespace LogPair.Benchmarks.Workload;

/// <summary>Sizes as people write them: <c>1GiB</c>, <c>64MiB</c>, <c>300MB</c>, <c>4096</c>.</summary>
internal static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1), ("", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, factor) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.OrdinalIgnoreCase)) continue;

            var number = text[..^unit.Length].Trim();
            var isNumber = double.TryParse(
                number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
            bytes = (long)(value * factor);
            return isNumber && bytes > 0;
        }

        return false;
    }
}
