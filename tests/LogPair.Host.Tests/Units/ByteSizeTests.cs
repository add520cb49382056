using CsCheck;

namespace LogPair.Host.Units;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("262144", 262_144)]
    [InlineData("256KiB", 262_144)]
    [InlineData("256Ki", 262_144)]
    [InlineData("1 MiB", 1_048_576)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("12B", 12)]
    public void ReadsBytesWithAndWithoutUnit(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5MiB")]
    [InlineData("KiB")]
    [InlineData("1 mile")]
    [InlineData("9999999999GiB")]
    public void RefusesWhatIsNoSize(string text) => Assert.False(ByteSize.TryParse(text, out _));

    [Fact]
    public void WhatIsFormattedIsReadBackEqual() =>
        Gen.Long[0, long.MaxValue].Sample(bytes => ByteSize.TryParse(ByteSize.Format(bytes), out var back) && back == bytes);
}
