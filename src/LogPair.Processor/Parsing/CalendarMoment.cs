namespace LogPair.Processor.Parsing;

/// <summary>A moment in the parts in which a log line writes it.</summary>
internal struct CalendarMoment
{
    // The longest time between two 29ths of February: around 1900 and 2100.
    private const int MaxYearsBack = 8;

    /// <summary>0 if the line does not say.</summary>
    public int Year;
    public int Month;
    public int Day;

    /// <summary>Since midnight.</summary>
    public long Time;

    /// <summary>Ahead of UTC.</summary>
    public long Offset;

    /// <param name="referenceTicks">
    /// For a moment without a year, which is put nearest before a day after this; 0 if there is none.
    /// </param>
    /// <param name="utcTicks">Ticks in UTC.</param>
    /// <returns>False if there is no such moment, or it has no year and there is no reference.</returns>
    public readonly bool TryToUtc(long referenceTicks, out long utcTicks) =>
        Year != 0 || referenceTicks <= 0
            ? TryToUtc(Year, DateTime.MaxValue.Ticks, out utcTicks)
            : TryToLatest(referenceTicks, out utcTicks);

    // A day, because clocks and zones differ: what seems to come from tomorrow is not from a year ago.
    private readonly bool TryToLatest(long referenceTicks, out long utcTicks)
    {
        var latest = Math.Min(referenceTicks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay;
        var year = new DateTime(latest).Year;
        var first = year - MaxYearsBack;
        while (!TryToUtc(year, latest, out utcTicks))
        {
            if (--year < first) return false;
        }

        return true;
    }

    private readonly bool TryToUtc(int year, long latest, out long utcTicks)
    {
        utcTicks = 0;
        if (year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(year, Month)) return false;

        var ticks = new DateTime(year, Month, Day).Ticks + Time - Offset;
        if (ticks < 0 || ticks > latest) return false;

        utcTicks = ticks;
        return true;
    }
}
