namespace LogPair.Host.Web;

public sealed class ContentNegotiationTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false)]
    [InlineData("application/openmetrics-text", true)]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", true)]
    [InlineData("application/openmetrics-text;version=\"1.0.0\"", true)]
    [InlineData("application/openmetrics-text;version=0.0.1", false)]
    [InlineData("application/openmetrics-text;q=0", false)]
    [InlineData("text/plain;q=0.5,application/openmetrics-text;q=0.4", false)]
    [InlineData("text/plain;q=0.5,application/openmetrics-text;q=0.5", true)]
    [InlineData("text/plain;version=0.0.4;q=0.2,text/*;q=0.9,application/openmetrics-text;q=0.5", true)]
    [InlineData("application/openmetrics-text;q=nonsense,text/plain", false)]
    public void OpenMetricsMustBeNamedAndLovedAtLeastAsMuch(string accept, bool isOpenMetrics) =>
        Assert.Equal(isOpenMetrics, ContentNegotiation.PrefersOpenMetrics(accept));

    [Theory]
    [InlineData("application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")]
    public void PrometheusGetsOpenMetrics(string accept) => Assert.True(ContentNegotiation.PrefersOpenMetrics(accept));

    [Theory]
    [InlineData("", false)]
    [InlineData("gzip", true)]
    [InlineData("deflate, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("*", true)]
    [InlineData("*, gzip;q=0", false)]
    [InlineData("br", false)]
    public void GzipIsUsedWhenItIsAccepted(string acceptEncoding, bool isGzip) =>
        Assert.Equal(isGzip, ContentNegotiation.AcceptsGzip(acceptEncoding));
}
