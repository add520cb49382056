namespace LogPair.Host.Units;

public sealed class TimeWordsTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(-12.4, "12 s")]
    [InlineData(300, "5 min")]
    [InlineData(3600, "1 h")]
    [InlineData(19_800, "5 h 30 min")]
    [InlineData(3599, "1 h")]
    [InlineData(864_000, "10 days")]
    public void ATimeIsSaidInItsOwnUnit(double seconds, string expected) =>
        Assert.Equal(expected, TimeWords.Of(TimeSpan.FromSeconds(seconds)));
}
