namespace LogPair.Host.Units;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0 files")]
    [InlineData(1, "1 file")]
    [InlineData(2500, "2,500 files")]
    public void OneIsNotMany(long count, string expected) => Assert.Equal(expected, Quantity.Of(count, "file"));
}
