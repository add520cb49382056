using System.Globalization;

namespace LogPair.Contract;

/// <summary>The UTC day, hour or minute that a segment belongs to.</summary>
/// <remarks>
/// Ordered by start, and the longer interval first where both start together. Made by <see cref="Containing"/> or
/// <see cref="TryParse"/>, which round down to the interval.
/// </remarks>
public readonly record struct SegmentPeriod : IComparable<SegmentPeriod>
{
    private SegmentPeriod(DateTimeOffset start, RollInterval interval)
    {
        Start = start;
        Interval = interval;
    }

    /// <summary>First moment of the period, in UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Length of the period.</summary>
    public RollInterval Interval { get; }

    /// <summary>First moment after the period, in UTC.</summary>
    public DateTimeOffset End => Start + Length(Interval);

    /// <summary>The period of the given length that <paramref name="moment"/> falls into.</summary>
    public static SegmentPeriod Containing(DateTimeOffset moment, RollInterval interval)
    {
        var ticks = moment.UtcTicks;
        return new SegmentPeriod(new DateTimeOffset(ticks - ticks % Length(interval).Ticks, TimeSpan.Zero), interval);
    }

    /// <summary>Reads <c>yyyyMMdd</c>, <c>yyyyMMddHH</c> or <c>yyyyMMddHHmm</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SegmentPeriod period)
    {
        period = default;
        RollInterval? interval = text.Length switch
        {
            8 => RollInterval.Day,
            10 => RollInterval.Hour,
            12 => RollInterval.Minute,
            _ => null,
        };
        if (interval is null || text.ContainsAnyExceptInRange('0', '9')) return false;

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(text, Format(interval.Value), CultureInfo.InvariantCulture, utc,
            out var start))
            return false;

        period = new SegmentPeriod(start, interval.Value);
        return true;
    }

    /// <summary>As in the segment's name, for example <c>2026112213</c>.</summary>
    public override string ToString() => Start.ToString(Format(Interval), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public int CompareTo(SegmentPeriod other)
    {
        var byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : Interval.CompareTo(other.Interval);
    }

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(SegmentPeriod left, SegmentPeriod right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(SegmentPeriod left, SegmentPeriod right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(SegmentPeriod left, SegmentPeriod right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(SegmentPeriod left, SegmentPeriod right) => left.CompareTo(right) >= 0;

    private static TimeSpan Length(RollInterval interval) => interval switch
    {
        RollInterval.Day => TimeSpan.FromDays(1),
        RollInterval.Hour => TimeSpan.FromHours(1),
        RollInterval.Minute => TimeSpan.FromMinutes(1),
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "Not a roll interval."),
    };

    private static string Format(RollInterval interval) => interval switch
    {
        RollInterval.Day => "yyyyMMdd",
        RollInterval.Hour => "yyyyMMddHH",
        _ => "yyyyMMddHHmm",
    };
}
