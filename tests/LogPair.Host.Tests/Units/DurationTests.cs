using CsCheck;

namespace LogPair.Host.Units;

public sealed class DurationTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1s", 1_000)]
    [InlineData(" 1.5s ", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("0s", 0)]
    public void ReadsANumberWithItsUnit(string text, int milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var value));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("1 fortnight")]
    [InlineData("1S")]
    [InlineData("99999999999999d")]
    public void RefusesWhatHasNoUnitOrNoNumber(string text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void WhatIsFormattedIsReadBackEqual() => Gen.Int[0, int.MaxValue].Sample(milliseconds =>
    {
        var value = TimeSpan.FromMilliseconds(milliseconds);

        return Duration.TryParse(Duration.Format(value), out var back) && back == value;
    });
}
