using System.Net;
using System.Text.RegularExpressions;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Host.Web;

public sealed partial class StatusPageTests : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private MetricsServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await MetricsServer.StartAsync(
        new ListenAddress(IPAddress.Loopback, 0), new FakeMetricsSource(), NullLoggerFactory.Instance, Cancel);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/page.css", "text/css; charset=utf-8")]
    [InlineData("/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/docs/status-page.md", "text/plain; charset=utf-8")]
    [InlineData("/docs/formats/README.md", "text/plain; charset=utf-8")]
    public async Task AFileComesWithAPolicyThatLetsNothingElseIn(string path, string type)
    {
        using var response = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, $"{response.Content.Headers.ContentType}");
        Assert.Equal([StatusPage.Policy], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], response.Headers.GetValues("Referrer-Policy"));
        Assert.Equal("no-cache, private", $"{response.Headers.CacheControl}");
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Fact]
    public async Task WhatTheClientHasIsNotSentAgain()
    {
        using var first = await SendAsync(HttpMethod.Get, "/page.js");
        using var other = await SendAsync(HttpMethod.Get, "/page.css");
        using var again = await SendAsync(HttpMethod.Get, "/page.js", first.Headers.ETag!.Tag);
        using var oneOfTwo = await SendAsync(HttpMethod.Get, "/page.js", $"\"older\", {first.Headers.ETag!.Tag}");
        using var changed = await SendAsync(HttpMethod.Get, "/page.js", other.Headers.ETag!.Tag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotModified, oneOfTwo.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task TheHeadIsThatOfTheAnswer()
    {
        using var get = await SendAsync(HttpMethod.Get, "/");
        using var head = await SendAsync(HttpMethod.Head, "/");

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/none.js")]
    [InlineData("/demo-rules.yaml")]
    [InlineData("/docs/")]
    [InlineData("/docs/none.md")]
    [InlineData("/../page.js.map")]
    [InlineData("//page.js")]
    [InlineData("/PAGE.JS")]
    public async Task ThereIsNothingElse(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task EverythingThatAFileNamesIsThere()
    {
        var files = Directory.GetFiles(Repository.Path("src/LogPair.Host/Web/Page"));
        var named = files.SelectMany(file => Names().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["path"].Value)
            .Where(path => path is not ("metrics" or "readyz" or "healthz") && !path.StartsWith("api/", StringComparison.Ordinal))
            .Distinct().ToList();

        Assert.Contains("page.js", named);
        Assert.Contains("./table.js", named);
        foreach (var path in named)
        {
            using var response = await SendAsync(HttpMethod.Get, "/" + path);
            Assert.True(response.IsSuccessStatusCode, path);
        }
    }

    [GeneratedRegex("(?:href=|src=|from )\"(?<path>[a-z./][a-zA-Z0-9./-]*)\"")]
    private static partial Regex Names();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? tag = null)
    {
        var request = new HttpRequestMessage(method, $"http://{_server.Address.Address}:{_server.Address.Port}{path}");
        if (tag is not null) request.Headers.Add("If-None-Match", tag);
        return _client.SendAsync(request, Cancel);
    }
}
