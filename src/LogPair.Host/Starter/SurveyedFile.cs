using System.Globalization;

namespace LogPair.Host.Starter;

/// <summary>What was found in one file.</summary>
internal sealed class SurveyedFile
{
    private const int LeastEventsForRate = 2;

    private long _firstTicks = long.MaxValue;
    private long _lastTicks;

    /// <summary>As it was named.</summary>
    public required string Path { get; init; }

    public required FileFormat Format { get; init; }

    /// <summary>Whether nothing of it was left out.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Lines that were looked at.</summary>
    public long Lines { get; set; }

    /// <summary>Events among them that are records; of several lines, if lines are joined.</summary>
    public long Records { get; set; }

    public UnreadLines Unread { get; } = new();

    /// <summary>One record's own time.</summary>
    public void AddTime(long utcTicks)
    {
        _firstTicks = Math.Min(_firstTicks, utcTicks);
        _lastTicks = Math.Max(_lastTicks, utcTicks);
        Timed++;
    }

    /// <summary>Records with a time that can be read.</summary>
    public long Timed { get; private set; }

    /// <summary>What stands behind the fields of the first record, if the format passes it over; else empty.</summary>
    public string Behind { get; set; } = "";

    /// <summary>
    /// For people: <c>15 a second by their own times, 2026-11-22 13:04:05Z to …</c>; null if they do not tell.
    /// </summary>
    public string? Rate
    {
        get
        {
            if (Timed < LeastEventsForRate) return null;

            var first = new DateTime(_firstTicks, DateTimeKind.Utc);
            var last = new DateTime(_lastTicks, DateTimeKind.Utc);
            var seconds = (last - first).TotalSeconds;
            return seconds >= 1
                ? $"{SeenText.About(Timed / seconds)} a second by their own times, {Text(first)} to {Text(last)}"
                : $"all within a second, at {Text(first)}";
        }
    }

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
