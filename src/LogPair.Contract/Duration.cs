using System.Buffers;
using System.Globalization;

namespace LogPair.Contract;

/// <summary>Lengths of time as people write them in settings, flags and rules: the only reader of them.</summary>
/// <remarks>
/// Numbers with a unit, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c> or <c>w</c> in any case, one after the other:
/// 500ms, 1.5h, 1h30m. Or hours, minutes and seconds as .NET writes a TimeSpan: 00:00:05, 1.12:00. The generator and the
/// processor share no other room; it is no part of what third parties have to know.
/// </remarks>
internal static class Duration
{
    /// <summary>For messages: what may be written.</summary>
    public const string Forms = "a number with ms, s, m, h, d or w, such as 500ms, 1.5h or 1h30m; or 00:00:05";

    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("w", TimeSpan.FromDays(7)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    // Not TimeSpan.TryParse, to which 24:00 is 24 days and 5 is 5 days.
    private static readonly string[] ClockForms =
        [@"h\:m", @"h\:m\:s", @"h\:m\:s\.FFFFFFF", @"d\.h\:m", @"d\.h\:m\:s", @"d\.h\:m\:s\.FFFFFFF"];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <param name="text">White space at its ends, and between numbers and units, does not matter.</param>
    /// <param name="value">Not negative.</param>
    /// <returns>False for anything else, a bare number included: nobody could tell its unit.</returns>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.Contains(':'))
            return TimeSpan.TryParseExact(rest, ClockForms, CultureInfo.InvariantCulture, out value);

        var ticks = 0m;
        do
        {
            if (!TryTake(ref rest, ref ticks)) return false;
        }
        while (!rest.IsEmpty);

        value = TimeSpan.FromTicks((long)ticks);
        return true;
    }

    /// <summary>
    /// The shortest text that <see cref="TryParse"/> reads back as the same value, for whole milliseconds.
    /// </summary>
    public static string Format(TimeSpan value)
    {
        foreach (var (suffix, unit) in Units)
        {
            // Few people think of 28 days as 4w.
            if (suffix != "w" && value != TimeSpan.Zero && value.Ticks % unit.Ticks == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / unit.Ticks}{suffix}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerMillisecond}ms");
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, ref decimal ticks)
    {
        var digits = rest.IndexOfAnyExcept(Digits);
        if (digits <= 0) return false;
        if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;

        rest = rest[digits..].TrimStart();
        var letters = rest.IndexOfAnyExceptInRange('A', 'z') is >= 0 and var end ? end : rest.Length;
        foreach (var (suffix, unit) in Units)
        {
            if (!rest[..letters].Equals(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            if (number > TimeSpan.MaxValue.Ticks / unit.Ticks) return false;

            ticks += number * unit.Ticks;
            rest = rest[letters..].TrimStart();
            return ticks <= TimeSpan.MaxValue.Ticks;
        }

        return false;
    }
}
