namespace LogPair.Contract.Tests;

public sealed class DoorbellAddressTests
{
    [Theory]
    [InlineData("9465", "127.0.0.1:9465")]
    [InlineData(" 127.0.0.1:9465 ", "127.0.0.1:9465")]
    [InlineData("127.0.0.2:1", "127.0.0.2:1")]
    [InlineData("localhost:9465", "127.0.0.1:9465")]
    [InlineData("[::1]:9465", "[::1]:9465")]
    public void AddressesOfThePodAreTaken(string text, string address)
    {
        Assert.True(DoorbellAddress.TryParse(text, out var parsed));
        Assert.Equal(address, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("on")]
    [InlineData(":9465")]
    [InlineData("0.0.0.0:9465")]
    [InlineData("10.0.0.1:9465")]
    [InlineData("[::]:9465")]
    [InlineData("::1:9465")]
    [InlineData("127.1:9465")]
    [InlineData("example.com:9465")]
    [InlineData("127.0.0.1:")]
    public void EverythingElseIsRefused(string text) => Assert.False(DoorbellAddress.TryParse(text, out _));
}
