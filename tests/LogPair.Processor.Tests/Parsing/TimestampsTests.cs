using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class TimestampsTests
{
    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Select(
            Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay],
            Gen.Int[-14 * 60, 14 * 60],
            (ticks, minutes) => new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void EveryMomentIsReadInEveryForm()
    {
        var forms = Gen.OneOf(
            "yyyy-MM-ddTHH:mm:ss.fffffffK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd HH:mm:ss.fffK", "yyyy-MM-ddTHH:mm:ss.FFFFFFzzz");
        Gen.Select(Moment, forms, Gen.Bool).Sample((moment, form, inUtc) =>
        {
            var text = inUtc
                ? moment.UtcDateTime.ToString(form, CultureInfo.InvariantCulture)
                : moment.ToString(form, CultureInfo.InvariantCulture);
            var expected = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

            Assert.True(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out var ticks));
            Assert.Equal(expected.UtcTicks, ticks);
        }, iter: 20_000);
    }

    [Fact]
    public void SpoiltTextIsNeverReadAsAnotherMomentThanTheFrameworkReads()
    {
        var changes = Gen.OneOf("0123456789-+:.TZ/ x".ToCharArray());
        Gen.Select(Moment, Gen.Int[0, 32], changes).Sample((moment, at, change) =>
        {
            var text = moment.ToString("O").ToCharArray();
            text[at] = change;
            if (!Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out var ticks)) return;

            // The framework takes no leap second and no offset beyond 14 hours.
            var culture = CultureInfo.InvariantCulture;
            if (DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var expected))
                Assert.Equal(expected.UtcTicks, ticks);
            else
                Assert.True(text[17] == '6' || at is >= 28 and <= 32, new string(text));
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("2026-11-22T13:04:05Z", "2026-11-22T13:04:05.0000000Z")]
    [InlineData("2026-11-22t13:04:05.5z", "2026-11-22T13:04:05.5000000Z")]
    [InlineData("2026-11-22 13:04:05,123", "2026-11-22T13:04:05.1230000Z")]
    [InlineData("2026-11-22T13:04:05.123456789123456789Z", "2026-11-22T13:04:05.1234567Z")]
    [InlineData("2026-11-22T13:04:05+0130", "2026-11-22T11:34:05.0000000Z")]
    [InlineData("2026-11-22T13:04:05-05", "2026-11-22T18:04:05.0000000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000Z")]
    public void OtherProducersFormsAreRead(string text, string utc)
    {
        Assert.True(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out var ticks));
        Assert.Equal(utc, new DateTime(ticks, DateTimeKind.Utc).ToString("O"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("2026-11-22T24:00:00Z")]
    [InlineData("2026-11-22T13:04:05.Z")]
    [InlineData("2026-11-22T13:04:05+01:60")]
    [InlineData("2026-11-22T13:04:05Zulu")]
    [InlineData("2026-11-22T13:04:05+")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    public void WhatIsNoMomentIsRefused(string text)
    {
        Assert.False(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00.0000000Z")]
    [InlineData("1795352645", "2026-11-22T13:04:05.0000000Z")]
    [InlineData("1795352645.1234567", "2026-11-22T13:04:05.1234567Z")]
    [InlineData("1.795352645e9", "2026-11-22T13:04:05.0000000Z")]
    [InlineData("1795352645123", "2026-11-22T13:04:05.1230000Z")]
    [InlineData("1795352645123456", "2026-11-22T13:04:05.1234560Z")]
    [InlineData("1795352645123456789", "2026-11-22T13:04:05.1234567Z")]
    public void TheUnitOfACountSince1970IsToldByItsSize(string number, string utc)
    {
        Assert.True(Timestamps.TryParseEpoch(Encoding.UTF8.GetBytes(number), out var ticks));
        Assert.Equal(utc, new DateTime(ticks, DateTimeKind.Utc).ToString("O"));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e30")]
    [InlineData("true")]
    [InlineData("")]
    [InlineData("9999999999999999999999999999")]
    public void WhatIsNoCountIsRefused(string number)
    {
        Assert.False(Timestamps.TryParseEpoch(Encoding.UTF8.GetBytes(number), out _));
    }
}
