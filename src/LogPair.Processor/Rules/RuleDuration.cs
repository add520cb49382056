using System.Buffers;
using System.Globalization;

namespace LogPair.Processor.Rules;

/// <summary>A length of time as people write it: <c>500ms</c>, <c>10m</c>, <c>1h30m</c>, <c>7d</c>.</summary>
internal static class RuleDuration
{
    private static readonly (string Name, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
        ("w", TimeSpan.FromDays(7)),
    ];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <returns>False for anything else, and for what is longer than a hundred years.</returns>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty) return false;

        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out var part)) return false;
            duration += part;
        }

        return duration.TotalDays <= 36_525;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, out TimeSpan part)
    {
        part = TimeSpan.Zero;
        var digits = rest.IndexOfAnyExcept(Digits);
        if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) || number > 1e9) return false;

        rest = rest[digits..];
        var letters = rest.IndexOfAnyExcept("mshdw");
        var name = (letters < 0 ? rest : rest[..letters]).ToString();
        var unit = Array.Find(Units, unit => unit.Name == name);
        if (unit.Name is null || number * unit.Length.TotalDays > 36_525) return false;

        part = number * unit.Length;
        rest = rest[name.Length..];
        return true;
    }
}
