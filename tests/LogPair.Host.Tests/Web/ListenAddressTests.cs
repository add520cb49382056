namespace LogPair.Host.Web;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("0.0.0.0:9464", "0.0.0.0:9464")]
    [InlineData(":9465", ":9465")]
    [InlineData("*:9465", ":9465")]
    [InlineData("localhost:0", "127.0.0.1:0")]
    [InlineData("[::]:9464", "[::]:9464")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("unix:/run/logpair/metrics.sock", "unix:/run/logpair/metrics.sock")]
    public void ReadsAddressAndPort(string text, string canonical)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(canonical, address.ToString());
        Assert.True(ListenAddress.TryParse(canonical, out var back));
        Assert.Equal(address, back);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9464")]
    [InlineData("0.0.0.0")]
    [InlineData("0.0.0.0:")]
    [InlineData("0.0.0.0:65536")]
    [InlineData("1:2")]
    [InlineData("::1:9464")]
    [InlineData("[127.0.0.1]:9464")]
    [InlineData("example.org:9464")]
    [InlineData("unix:metrics.sock")]
    [InlineData("unix:/")]
    [InlineData("unix:/run/")]
    [InlineData("unix:/tmp/a-path-of-108-bytes-is-one-too-long-for-the-kernel-since-its-field-has-108-with-the-zero-at-the-end-xxxxxxxxx")]
    public void RefusesWhatIsNotBoth(string text) => Assert.False(ListenAddress.TryParse(text, out _));

    [Theory]
    [InlineData("0.0.0.0:9464", "http://127.0.0.1:9464/readyz")]
    [InlineData(":9464", "http://127.0.0.1:9464/readyz")]
    [InlineData("[::]:9464", "http://[::1]:9464/readyz")]
    [InlineData("10.1.2.3:80", "http://10.1.2.3:80/readyz")]
    public void ItsUrlIsReachableFromTheSameMachine(string text, string url)
    {
        Assert.True(ListenAddress.TryParse(text, out var address));
        Assert.Equal(url, address.Url("/readyz"));
    }
}
