using System.Globalization;

namespace LogPair.Host.Units;

/// <summary>Lengths of time for people.</summary>
internal static class TimeWords
{
    /// <summary>For example <c>12 s</c>, <c>5 min</c>, <c>1 h</c>, <c>5 h 30 min</c> and <c>3 days</c>.</summary>
    public static string Of(TimeSpan time) => time.Duration() switch
    {
        { TotalSeconds: < 90 } => Text($"{Math.Round(time.Duration().TotalSeconds)} s"),
        { TotalMinutes: < 59.5 } => Text($"{Math.Round(time.Duration().TotalMinutes)} min"),
        { TotalDays: < 3 } => Hours((int)Math.Round(time.Duration().TotalMinutes)),
        _ => Text($"{Math.Round(time.Duration().TotalDays)} days"),
    };

    private static string Hours(int minutes) =>
        minutes % 60 == 0 ? Text($"{minutes / 60} h") : Text($"{minutes / 60} h {minutes % 60} min");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
