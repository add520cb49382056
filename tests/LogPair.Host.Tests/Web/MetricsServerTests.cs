using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LogPair.Processor.Pipeline;
using LogPair.Processor.Pipeline.Consumption;
using LogPair.Processor.Pipeline.Counting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Host.Web;

public sealed class MetricsServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeMetricsSource _source = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private MetricsServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await StartAsync(new ListenAddress(IPAddress.Loopback, 0));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task AScrapeIsAnsweredInPlainText()
    {
        using var response = await GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("text\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task AScrapeIsAnsweredInOpenMetricsAndGzipWhenAsked()
    {
        using var response = await GetAsync("/metrics", ("Accept", "application/openmetrics-text"), ("Accept-Encoding", "gzip"));

        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new GZipStream(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        Assert.Equal("openmetrics\n", await new StreamReader(plain).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task LinesThatCountForNothingAreShownAsJson()
    {
        _source.Samples = new SampledLines();
        _source.Samples.Unmatched.Take("unmatched", "/logs/a.log", "{\"a\":\"é\"}"u8);
        _source.Samples.Unparsed.Take("invalid_json", "/logs/b.log", "{\xff"u8);

        using var response = await GetAsync("/api/v1/lines");
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.True(json.RootElement.GetProperty("sampled").GetBoolean());
        var unmatched = json.RootElement.GetProperty("unmatched").EnumerateArray().Single();
        Assert.Equal("{\"a\":\"é\"}", unmatched.GetProperty("line").GetString());
        Assert.Equal("/logs/a.log", unmatched.GetProperty("segment").GetString());
        var unparsed = json.RootElement.GetProperty("unparsed").EnumerateArray().Single();
        Assert.Equal("invalid_json", unparsed.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task WhereNoLinesAreKeptTheAnswerSaysSo()
    {
        using var response = await GetAsync("/api/v1/lines");

        Assert.Equal(
            """{"sampled":false,"unmatched":[],"unparsed":[]}""" + "\n",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task AScrapeThatFailsIsA503WithOneLineOfReason(string encoding)
    {
        _source.Failure = new IOException("checkpoint: disk full\nreally");

        using var response = await GetAsync("/metrics", ("Accept-Encoding", encoding));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("scrape failed: checkpoint: disk full really\n",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AScrapeThatFailsHalfwayDoesNotLookWhole()
    {
        _source.Failure = new IOException("disk full");
        _source.WrittenBeforeFailure = "http_requests_total 1\n";

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync("/metrics"));
    }

    [Fact]
    public async Task ReadinessTellsWhyNot()
    {
        using var ready = await GetAsync("/readyz");
        _source.Status = Some.Status(isReady: false);
        using var notReady = await GetAsync("/readyz");
        using var alive = await GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.Equal("not ready: restoring\n", await notReady.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task ALoopThatStandsStillIsNotHealthy()
    {
        _source.Status = Some.Status(isReady: true) with { SinceLastPass = TimeSpan.FromSeconds(31) };

        using var stuck = await GetAsync("/healthz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, stuck.StatusCode);
        Assert.StartsWith("stuck: ", await stuck.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyReadingIsAnsweredAndUnknownPathsAreNot()
    {
        using var posted = await _client.PostAsync(Url("/metrics"), content: null, TestContext.Current.CancellationToken);
        using var unknown = await GetAsync("/admin");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task AScrapeInProgressIsFinishedBeforeTheEnd()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        var scrape = GetAsync("/metrics");
        await _source.Entered.Task;

        var ending = _server.DisposeAsync().AsTask();
        gate.SetResult();
        using var response = await scrape;
        await ending;

        Assert.Equal("text\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task NothingIsScrapedBeforeTheStateIsRestored()
    {
        _source.Status = Some.Status(isReady: false) with { State = ProcessorState.Restoring };

        using var response = await GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("not ready: restoring\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AScrapeWhileTheStateComesUpIsNotAnsweredWithReadiness()
    {
        _source.Status = Some.Status(isReady: false) with { State = ProcessorState.Restoring };
        _source.Next = Some.Status(isReady: true);

        using var response = await GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("not ready: restoring\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task AScrapeThatWentOutToItsEndHasBeenSeen(string encoding)
    {
        using var response = await GetAsync("/metrics", ("Accept-Encoding", encoding));

        await _source.Seen.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task NobodyHasSeenWhatOnlyTheHeadersWereAskedOf()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Url("/metrics"));
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        await _server.DisposeAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(_source.Entered.Task.IsCompleted);
        Assert.False(_source.Seen.Task.IsCompleted);
    }

    [Fact]
    public async Task WhoeverOnlyLooksIsNoScraper()
    {
        using var response = await GetAsync("/metrics?look=true");
        await _server.DisposeAsync();

        Assert.Equal("text\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(_source.Seen.Task.IsCompleted);
    }

    [Fact]
    public async Task NobodyHasSeenAScrapeThatWasGivenUp()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        using var hangUp = new CancellationTokenSource();
        var scrape = _client.GetAsync(Url("/metrics"), hangUp.Token);
        await _source.Entered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scrape);
        await _source.GivenUp.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        gate.SetResult();
        await _server.DisposeAsync();

        Assert.False(_source.Seen.Task.IsCompleted);
    }

    [Fact]
    public async Task ReadinessTellsWhetherAllIsConsumedWhenAsked()
    {
        using var consumed = await GetAsync("/readyz?consumed=true");
        _source.Consumed = ConsumedAnswer.No("17 bytes are behind");
        using var behind = await GetAsync("/readyz?consumed=true");
        using var notAsked = await GetAsync("/readyz?consumed=false");

        Assert.Equal(HttpStatusCode.OK, consumed.StatusCode);
        Assert.Equal("consumed\n", await consumed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, behind.StatusCode);
        Assert.Equal("not consumed: 17 bytes are behind\n", await behind.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, notAsked.StatusCode);
    }

    [Fact]
    public async Task NothingIsConsumedByAProcessorThatIsNotReady()
    {
        _source.Status = Some.Status(isReady: false);

        using var response = await GetAsync("/readyz?consumed=true");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("not ready: restoring\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task APortInUseIsExplained()
    {
        var failure = await Assert.ThrowsAsync<ListenException>(() => StartAsync(_server.Address));

        Assert.False(failure.IsWrongAddress);
        Assert.StartsWith($"cannot listen on {_server.Address}: the port is in use.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("LOGPAIR_LISTEN", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressOfAnotherMachineIsAWrongSetting()
    {
        // 192.0.2.0/24 is set aside for documentation (RFC 5737): no machine has it.
        var failure = await Assert.ThrowsAsync<ListenException>(() => StartAsync(new ListenAddress(IPAddress.Parse("192.0.2.1"), 0)));

        Assert.True(failure.IsWrongAddress);
    }

    [Fact]
    public async Task ByDefaultItListensToBothFamilies()
    {
        Assert.True(ListenAddress.TryParse(":0", out var everywhere));
        await using var server = await StartAsync(everywhere);

        foreach (var address in Socket.OSSupportsIPv6 ? new[] { "127.0.0.1", "[::1]" } : ["127.0.0.1"])
        {
            var url = new Uri($"http://{address}:{server.Address.Port}/metrics");
            Assert.Equal("text\n", await _client.GetStringAsync(url, TestContext.Current.CancellationToken));
        }

        Assert.True(server.Address.IsEverywhere);
    }

    private Task<MetricsServer> StartAsync(ListenAddress address) =>
        MetricsServer.StartAsync(address, _source, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Uri Url(string path) => new(_server.Address.Url(path));
}
