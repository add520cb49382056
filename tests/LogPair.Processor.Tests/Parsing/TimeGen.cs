using System.Globalization;
using CsCheck;

namespace LogPair.Processor.Tests.Parsing;

/// <summary>Moments with offsets of whole minutes, and how some logs write them.</summary>
internal static class TimeGen
{
    public static readonly Gen<DateTimeOffset> Moment =
        Gen.Select(
            Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
            Gen.Int[-14 * 60, 14 * 60],
            (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    public static string CommonLog(DateTimeOffset moment) =>
        moment.ToString("dd/MMM/yyyy:HH:mm:ss zzz", CultureInfo.InvariantCulture).Remove(24, 1);
}
