using System.Globalization;

namespace LogPair.Generator.Settings;

/// <summary>Durations as people write them: <c>500ms</c>, <c>5s</c>, <c>1m</c>, <c>00:00:05</c>.</summary>
internal static class Duration
{
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1))];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var trimmed = text.AsSpan().Trim();
        foreach (var (suffix, unit) in Units)
        {
            if (!trimmed.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;

            var digits = trimmed[..^suffix.Length].TrimEnd();
            var isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            duration = unit * number;
            return isNumber;
        }

        // Only with colons: TimeSpan would take a bare number for days.
        duration = default;
        return trimmed.Contains(':') && TimeSpan.TryParse(trimmed, CultureInfo.InvariantCulture, out duration);
    }
}
