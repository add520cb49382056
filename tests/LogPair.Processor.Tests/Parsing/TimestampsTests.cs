using System.Globalization;
using System.Text;
using CsCheck;
using LogPair.Processor.Parsing;

namespace LogPair.Processor.Tests.Parsing;

public sealed class TimestampsTests
{
    private const string October = "2026-10-20T00:00:00Z";

    [Fact]
    public void EveryMomentIsReadInEveryForm()
    {
        var forms = Gen.OneOf(
            "yyyy-MM-ddTHH:mm:ss.fffffffK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd HH:mm:ss.fffK", "yyyy-MM-ddTHH:mm:ss.FFFFFFzzz");
        Gen.Select(TimeGen.Moment, forms, Gen.Bool).Sample((moment, form, inUtc) =>
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
    public void EveryMomentIsReadInTheFormsOfOtherLogs()
    {
        // Each with the form in which the framework reads it, where that is another.
        var forms = Gen.OneOf(
            "dd/MMM/yyyy:HH:mm:ss zzz", "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.fff zzz", "yyyy-MM-dd HH:mm:ss,fff",
            "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss.fffzzz", "yyyyMMdd HH:mm:ss", "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
            "ddd, d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm:ss", "ddd MMM dd HH:mm:ss.ffffff yyyy", "ddd MMM d HH:mm:ss 'UTC' yyyy",
            "MMM dd yyyy HH:mm:ss", "MMM d HH:mm:ss yyyy", "dd.MM.yyyy HH:mm:ss.fff", "yyyy.MM.dd HH:mm:ss", "dd-MMM-yyyy HH:mm:ss.fff",
            "yyyy-MM-dd'T'HH:mm:ss 'UTC'", "yyyy/MM/dd'T'HH:mm:ss.fffffffzzz");
        Gen.Select(TimeGen.Moment, forms, Gen.Bool).Sample((moment, form, hasColon) =>
        {
            var culture = CultureInfo.InvariantCulture;
            var text = moment.ToString(form, culture);
            var expected = DateTimeOffset.ParseExact(text, form, culture, DateTimeStyles.AssumeUniversal);
            if (!hasColon && form.EndsWith("zzz", StringComparison.Ordinal)) text = text.Remove(text.Length - 3, 1);

            Assert.True(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out var ticks), text);
            Assert.Equal(expected.UtcTicks, ticks);
        }, iter: 20_000);
    }

    [Fact]
    public void AMomentWithoutAYearIsTheLastOneBeforeADayAfterTheReference()
    {
        Gen.Select(TimeGen.Moment, Gen.Long[-TimeSpan.TicksPerDay, 364 * TimeSpan.TicksPerDay]).Sample((moment, later) =>
        {
            moment = new DateTimeOffset(moment.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
            if (moment.Year > 9990) return;

            var text = Encoding.UTF8.GetBytes(moment.ToString("MMM dd HH:mm:ss", CultureInfo.InvariantCulture));

            Assert.True(Timestamps.TryParse(text, moment.UtcTicks + later, out var ticks));
            Assert.Equal(moment.UtcTicks, ticks);
        }, iter: 10_000);
    }

    [Theory]
    [InlineData("Oct 11 22:14:15", October, "2026-10-11T22:14:15.0000000Z")]
    [InlineData("Oct  1 22:14:15", October, "2026-10-01T22:14:15.0000000Z")]
    [InlineData("Oct 20 23:59:59", October, "2026-10-20T23:59:59.0000000Z")]
    [InlineData("Oct 21 00:00:00", October, "2026-10-21T00:00:00.0000000Z")]
    [InlineData("Oct 21 00:00:01", October, "2025-10-21T00:00:01.0000000Z")]
    [InlineData("Dec 31 23:59:59", "2027-01-01T00:00:00Z", "2026-12-31T23:59:59.0000000Z")]
    [InlineData("Jan 1 00:00:00", "2026-12-31T23:00:00Z", "2027-01-01T00:00:00.0000000Z")]
    [InlineData("Feb 29 12:00:00", October, "2024-02-29T12:00:00.0000000Z")]
    [InlineData("Feb 29 12:00:00", "2103-01-01T00:00:00Z", "2096-02-29T12:00:00.0000000Z")]
    [InlineData("Thu Oct 11 22:14:15.5 +0100", October, "2026-10-11T21:14:15.5000000Z")]
    public void TheYearThatIsMissingComesFromTheReference(string text, string reference, string utc)
    {
        var referenceTicks = DateTimeOffset.Parse(reference, CultureInfo.InvariantCulture).UtcTicks;

        Assert.True(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), referenceTicks, out var ticks));
        Assert.Equal(utc, new DateTime(ticks, DateTimeKind.Utc).ToString("O"));
    }

    [Fact]
    public void SpoiltTextIsNeverReadAsAnotherMomentThanTheFrameworkReads()
    {
        var changes = Gen.OneOf("0123456789-+:.TZ/ x".ToCharArray());
        Gen.Select(TimeGen.Moment, Gen.Int[0, 32], changes).Sample((moment, at, change) =>
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
    [InlineData("Oct 11 22:14:15")]
    [InlineData("Feb 30 2026 22:14:15")]
    [InlineData("11/12/2026 22:14:15")]
    [InlineData("11/Okt/2026:22:14:15 +0000")]
    [InlineData("2026-11/22 13:04:05")]
    [InlineData("20261122T1304")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 EST")]
    [InlineData("Oct 11 22:14:15 26")]
    [InlineData("31.11.2026 13:04:05")]
    public void WhatIsNoMomentIsRefused(string text)
    {
        Assert.False(Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void AYearOfZeroIsNotAMissingOne() =>
        Assert.False(Timestamps.TryParse("0000-01-01T00:00:00Z"u8, DateTime.MaxValue.Ticks, out _));

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
