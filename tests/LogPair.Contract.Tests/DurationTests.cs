using CsCheck;

namespace LogPair.Contract;

public sealed class DurationTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1s", 1_000)]
    [InlineData(" 1.5s ", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1H 30 M", 5_400_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1w", 604_800_000)]
    [InlineData("500MS", 500)]
    [InlineData("0s", 0)]
    [InlineData("00:00:05", 5_000)]
    [InlineData("0:1", 60_000)]
    [InlineData("01:02:03.25", 3_723_250)]
    [InlineData("1.12:00", 129_600_000)]
    public void ReadsWhatPeopleWrite(string text, int milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("-00:00:05")]
    [InlineData("1,5s")]
    [InlineData("1.5.5s")]
    [InlineData("1h30")]
    [InlineData("1 fortnight")]
    [InlineData("1mss")]
    [InlineData("24:00")]
    [InlineData("00:60")]
    [InlineData("10:00 m")]
    [InlineData("99999999999999d")]
    [InlineData("999999999999999999999999999999999999s")]
    public void RefusesAnythingElse(string text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void WhatIsFormattedIsReadBackEqual() => Gen.Int[0, int.MaxValue].Sample(milliseconds =>
    {
        var value = TimeSpan.FromMilliseconds(milliseconds);

        return Duration.TryParse(Duration.Format(value), out var back) && back == value;
    });

    [Fact]
    public void AnyTimeSpanIsReadAsDotNetWritesIt() => Gen.Long[0, TimeSpan.MaxValue.Ticks].Sample(ticks =>
    {
        var value = TimeSpan.FromTicks(ticks);

        return Duration.TryParse(value.ToString("c"), out var back) && back == value;
    });
}
