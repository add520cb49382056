using System.Globalization;

namespace LogPair.Host.Units;

/// <summary>Text form of a length of time.</summary>
/// <remarks>A number and <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, as in 250ms or 1.5h.</remarks>
internal static class Duration
{
    // Longest suffix first, because "ms" ends in "s" as well.
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <remarks>A bare number is refused: nobody could tell its unit.</remarks>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        text = text.Trim();
        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;

            var number = text.AsSpan(0, text.Length - suffix.Length);
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return false;
            if (count > TimeSpan.MaxValue.Ticks / unit.Ticks) return false;

            value = TimeSpan.FromTicks((long)(count * unit.Ticks));
            return true;
        }

        return false;
    }

    /// <summary>
    /// The shortest text that <see cref="TryParse"/> reads back as the same value, for whole milliseconds.
    /// </summary>
    public static string Format(TimeSpan value)
    {
        foreach (var (suffix, unit) in Units.OrderByDescending(candidate => candidate.Unit))
        {
            if (value != TimeSpan.Zero && value.Ticks % unit.Ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / unit.Ticks}{suffix}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerMillisecond}ms");
    }
}
