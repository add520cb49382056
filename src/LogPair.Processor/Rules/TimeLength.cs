using System.Globalization;

namespace LogPair.Processor.Rules;

/// <summary>A length of time as rules write it: a number and <c>ms</c>, <c>s</c> or <c>m</c>.</summary>
internal static class TimeLength
{
    // "ms" first, because it ends in "s" too.
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
    ];

    /// <returns>False also for more than a day: nothing in a rules file waits so long.</returns>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        foreach (var (suffix, unit) in Units)
        {
            if (!text.EndsWith(suffix, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(
                    text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture, out var count)
                || count > TimeSpan.TicksPerDay / unit.Ticks) return false;

            time = TimeSpan.FromTicks((long)(count * unit.Ticks));
            return true;
        }

        return false;
    }
}
