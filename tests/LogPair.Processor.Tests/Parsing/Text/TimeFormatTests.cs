using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;
using LogPair.Processor.Parsing.Text.Times;

namespace LogPair.Processor.Tests.Parsing.Text;

/// <summary>.NET itself writes what is read back.</summary>
public sealed class TimeFormatTests
{
    // Each with how many ticks it does not tell.
    private static readonly (string? Format, long Untold)[] Formats =
    [
        ("yyyy-MM-dd HH:mm:ss.fff zzz", TimeSpan.TicksPerMillisecond),
        ("yyyy-MM-ddTHH:mm:ss.fffffffK", 1),
        ("yyyyMMdd HHmmss zzz", TimeSpan.TicksPerSecond),
        ("yy/M/d H:m:s.FFF zz':00'", TimeSpan.TicksPerMillisecond),
        ("ddd, dd MMM yyyy hh:mm:ss tt zzz", TimeSpan.TicksPerSecond),
        ("dddd d MMMM yyyy 'at' h:m:s.f t zzz", TimeSpan.TicksPerSecond / 10),
        ("yyyy-MM-dd\\THH:mm:ss,ffffff zzz", 10),
        ("dd/MM/yyyy HH:mm zzz", TimeSpan.TicksPerMinute),
        (null, TimeSpan.TicksPerSecond),
        ("o", 1),
        ("u", TimeSpan.TicksPerSecond),
        ("R", TimeSpan.TicksPerSecond),
    ];

    private static readonly Gen<DateTimeOffset> Moment = Gen.Select(
        Gen.DateTime[new DateTime(2000, 1, 1), new DateTime(2099, 12, 30)], Gen.Int[-12, 12], Gen.Bool,
        (time, hours, isWhole) =>
        {
            var ticks = isWhole ? time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond) : time.Ticks;
            return new DateTimeOffset(new DateTime(ticks), TimeSpan.FromHours(hours));
        });

    [Fact]
    public void EveryMomentIsReadBack()
    {
        var formats = Formats.Select(f => (f.Format, f.Untold, Reader: TimeFormatReader.Read(f.Format, out _)!)).ToArray();
        Gen.Select(Moment, Gen.OneOf(formats)).Sample((moment, format) =>
        {
            var text = moment.ToString(format.Format, CultureInfo.InvariantCulture);

            Assert.True(format.Reader.TryRead(Encoding.UTF8.GetBytes(text), out var parts), text);

            var iso = new byte[TimeParts.MaxIsoBytes];
            Assert.True(Timestamps.TryParse(iso.AsSpan(0, parts.WriteIso(iso)), out var ticks));
            Assert.Equal(moment.UtcTicks - (moment.UtcTicks % format.Untold), ticks);
        });
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2026-11-2")]
    [InlineData("yyyy-MM-dd", "2026-13-22")]
    [InlineData("yyyy-MM-dd", "2026-11-222")]
    [InlineData("HH:mm:ss", "24:00:00")]
    [InlineData("HH:mm:ss", "1:00:00")]
    [InlineData("hh tt", "00 AM")]
    [InlineData("hh tt", "12 XM")]
    [InlineData("MMM", "Foo")]
    [InlineData("zzz", "+0100")]
    [InlineData("HH'h'", "12")]
    [InlineData("HH", "")]
    public void WhatTheFormatDoesNotWriteIsNotRead(string format, string text)
    {
        Assert.False(TimeFormatReader.Read(format, out _)!.TryRead(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("yyyy g", "'g' of the time format 'yyyy g' cannot be read back")]
    [InlineData("HH 'open", "''' of the time format 'HH 'open' cannot be read back")]
    public void WhatCannotBeReadBackIsTold(string format, string problem)
    {
        Assert.Null(TimeFormatReader.Read(format, out var found));
        Assert.Equal(problem, found);
    }
}
