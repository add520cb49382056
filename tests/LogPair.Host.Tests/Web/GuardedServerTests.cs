using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LogPair.Host.Commands;
using LogPair.Processor.Pipeline.Committing;
using LogPair.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogPair.Host.Web;

/// <summary>Who is answered and who is not, over real connections.</summary>
public sealed class GuardedServerTests : IAsyncDisposable
{
    private const string Tls = "tls_server_config: { cert_file: tls.crt, key_file: tls.key }\n";
    private const string MutualTls = "tls_server_config: { cert_file: tls.crt, key_file: tls.key, client_ca_file: ca.crt, client_auth_type: ";
    private const string Token = "a-token-of-many-characters";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeMetricsSource _source = new();
    private readonly WebFiles _files = new();
    private readonly List<IDisposable> _owned = [];
    private WebGuard _guard = null!;
    private MetricsServer? _server;

    private static string Users => $"basic_auth_users: {{ alice: {WebFiles.Hash} }}\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        foreach (var each in _owned) each.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task BasicAuthenticationLetsTheRightOnesInAndCountsTheOthers()
    {
        await StartAsync(Users);
        using var client = Client();

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics", Basic("alice", "alice-password")));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics", Basic("alice", "alice-passwore")));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics", Basic("mallory", "alice-password")));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics", new("Bearer", Token)));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics", new("Basic", "%%%")));
        foreach (var path in (string[])["/metrics", "/", "/page.css", "/page.js", "/docs/rules.md", "/api/v1/lines", "/unknown", "/healthz/", "//healthz", "/HEALTHZ", "/readyz/../metrics"])
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, path));

        Assert.Equal(2, _guard.TakeRefusals(PortRefusal.WrongCredentials));
        Assert.Equal(13, _guard.TakeRefusals(PortRefusal.NoCredentials));
    }

    [Fact]
    public async Task ProbesNeedNoCredentialsUnlessTheConfigurationSaysSo()
    {
        await StartAsync(Users);
        using var client = Client();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/readyz"));

        Reload(Users + "logpair: { open_paths: [/metrics] }\n");

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
    }

    [Fact]
    public async Task ARefusalSaysHowToAskAndNothingElse()
    {
        File.WriteAllText(_files["token"], Token);
        await StartAsync(Users + "logpair: { bearer_token_files: [token] }\n");
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, Url("/metrics")) { Headers = { Authorization = Basic("mallory", "x") } };

        using var response = await client.SendAsync(request, Cancel);

        Assert.Equal(["Basic realm=\"logpair\", charset=\"UTF-8\"", "Bearer realm=\"logpair\""], response.Headers.WwwAuthenticate.Select(each => each.ToString()));
        Assert.Equal("Credentials are needed here.\n", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task ABearerTokenThatIsReplacedIsGoodNoMore()
    {
        File.WriteAllText(_files["token"], Token);
        await StartAsync("logpair: { bearer_token_files: [token] }\n");
        using var client = Client();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics", new("Bearer", Token)));

        File.WriteAllText(_files["token"], "another-token-of-many-characters");
        Look();

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics", new("Bearer", Token)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics", new("Bearer", "another-token-of-many-characters")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TlsIsSpokenWithBothVersionsOfHttp(bool isHttp2)
    {
        await StartAsync(Tls + $"http_server_config: {{ http2: {(isHttp2 ? "true" : "false")}, headers: {{ Strict-Transport-Security: max-age=60 }} }}\n");
        using var client = Client();
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        client.DefaultRequestVersion = HttpVersion.Version20;

        using var response = await client.GetAsync(Url("/metrics"), Cancel);

        Assert.Equal(isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11, response.Version);
        Assert.Equal("text\n", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(["max-age=60"], response.Headers.GetValues("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("", SslProtocols.Tls12, true)]
    [InlineData("", SslProtocols.Tls13, true)]
    [InlineData(", min_version: TLS13", SslProtocols.Tls12, false)]
    [InlineData(", max_version: TLS12", SslProtocols.Tls13, false)]
    [InlineData(", cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]", SslProtocols.Tls12, true)]
    [InlineData(", cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]", SslProtocols.Tls12, false)]
    [InlineData(", cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]", SslProtocols.Tls13, true)]
    public async Task VersionsAndCipherSuitesAreThoseOfTheConfiguration(string settings, SslProtocols spoken, bool isAccepted)
    {
        await StartAsync($"tls_server_config: {{ cert_file: tls.crt, key_file: tls.key{settings} }}\n");
        using var client = Client(options: new SslClientAuthenticationOptions { EnabledSslProtocols = spoken });

        if (isAccepted) Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
        else await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client, "/metrics"));
        Assert.Equal(isAccepted, await HandshakesRefusedAsync(isAccepted ? 0 : 1) == 0);
    }

    [Theory]
    [InlineData("NoClientCert", "none", "200")]
    [InlineData("RequestClientCert", "none", "200")]
    [InlineData("RequestClientCert", "foreign", "200")]
    [InlineData("RequireAnyClientCert", "none", "401")]
    [InlineData("RequireAnyClientCert", "foreign", "200")]
    [InlineData("VerifyClientCertIfGiven", "none", "200")]
    [InlineData("VerifyClientCertIfGiven", "good", "200")]
    [InlineData("VerifyClientCertIfGiven", "foreign", "no handshake")]
    [InlineData("RequireAndVerifyClientCert", "none", "401")]
    [InlineData("RequireAndVerifyClientCert", "good", "200")]
    [InlineData("RequireAndVerifyClientCert", "foreign", "no handshake")]
    [InlineData("RequireAndVerifyClientCert", "a server's", "no handshake")]
    [InlineData("RequireAndVerifyClientCert, client_allowed_sans: [prometheus]", "good", "200")]
    [InlineData("RequireAndVerifyClientCert, client_allowed_sans: ['spiffe://example.org/prometheus']", "good", "200")]
    [InlineData("RequireAndVerifyClientCert, client_allowed_sans: [prometheus@example.org]", "good", "200")]
    [InlineData("RequireAndVerifyClientCert, client_allowed_sans: [127.0.0.1]", "good", "200")]
    [InlineData("RequireAndVerifyClientCert, client_allowed_sans: [grafana]", "good", "no handshake")]
    public async Task CertificatesOfClientsAreJudgedAsPrometheusDoes(string policy, string certificate, string expected)
    {
        var authority = policy == "NoClientCert" ? "" : ", client_ca_file: ca.crt";
        await StartAsync($"tls_server_config: {{ cert_file: tls.crt, key_file: tls.key{authority}, client_auth_type: {policy} }}\n");
        using var client = Client(ClientCertificate(certificate));

        string result;
        try
        {
            result = $"{(int)await GetAsync(client, "/metrics")}";
        }
        catch (HttpRequestException)
        {
            result = "no handshake";
        }

        Assert.Equal(expected, result);
        if (certificate == "none") Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/healthz"));

        // .NET's client tries again by itself.
        var refused = await HandshakesRefusedAsync(expected == "no handshake" ? 1 : 0);
        Assert.Equal(expected == "no handshake", refused > 0);
    }

    [Fact]
    public async Task WithoutOpenPathsNobodyConnectsWithoutACertificate()
    {
        await StartAsync(MutualTls + "RequireAndVerifyClientCert }\nlogpair: { open_paths: [] }\n");
        using var without = Client();
        using var with = Client(ClientCertificate("good"));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(without, "/healthz"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(with, "/healthz"));
    }

    [Fact]
    public async Task ARotatedCertificateReachesAClientThatKeepsItsConnection()
    {
        await StartAsync(Tls);
        var seen = new List<string>();
        using var client = Client(options: new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                seen.Add(((X509Certificate2)certificate!).Thumbprint);
                return seen[^1].Length > 0;
            },
        });
        var old = _files.Server.Thumbprint;
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
        _files.Mount(_files.Authority.IssueServer());
        Look();

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));

        Assert.Equal([old, _files.Server.Thumbprint], seen);
    }

    [Fact]
    public async Task AnAuthorityThatIsTakenAwayCountsForOpenConnectionsToo()
    {
        await StartAsync(MutualTls + "RequireAndVerifyClientCert }\n");
        using var client = Client(ClientCertificate("good"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));

        using var other = new CertificateAuthority("another");
        _files.MountFiles(("tls.crt", _files.Server.Pem), ("tls.key", _files.Server.KeyPem), ("ca.crt", other.Pem));
        Look();

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(client, "/metrics"));
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client, "/metrics"));
    }

    [Fact]
    public async Task RequestsBeyondTheRateAreToldToWaitButProbesAreNot()
    {
        await StartAsync("rate_limit: { interval: 1h, burst: 2 }\n");
        using var client = Client();

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(client, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/healthz"));
        Assert.Equal(1, _guard.TakeRefusals(PortRefusal.TooManyRequests));
    }

    [Fact]
    public async Task MoreScrapesThanMayBeWaitAndAreThenToldToComeAgain()
    {
        var gate = new TaskCompletionSource();
        _source.Gate = gate.Task;
        await StartAsync("logpair: { limits: { scrapes: 2 } }\n");
        using var client = Client();
        var first = GetAsync(client, "/metrics");
        await _source.Entered.Task.WaitAsync(Patience, Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(client, "/metrics"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/healthz"));
        var waiting = GetAsync(client, "/metrics");
        gate.SetResult();

        Assert.Equal(HttpStatusCode.OK, await first);
        Assert.Equal(HttpStatusCode.OK, await waiting);
        Assert.Equal(1, _guard.TakeRefusals(PortRefusal.TooManyScrapes));
    }

    [Fact]
    public async Task AnAnswerThatTakesTooLongIsCutOff()
    {
        _source.Gate = new TaskCompletionSource().Task.WaitAsync(Patience, Cancel);
        await StartAsync("logpair: { limits: { request_time: 1s } }\n");
        using var client = Client();

        var scrape = client.GetAsync(Url("/metrics"), Cancel);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => scrape.WaitAsync(Patience, Cancel));
        Assert.Equal(1, _guard.TakeRefusals(PortRefusal.TooSlow));
    }

    [Fact]
    public async Task AReaderThatDoesNotReadIsCutOffAndGivesItsPlaceBack()
    {
        _source.Text = new byte[64 << 20];
        await StartAsync("logpair: { limits: { scrapes: 1, request_time: 2s } }\n");
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, _server!.Address.Port, Cancel);
        await silent.GetStream().WriteAsync("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), Cancel);
        await _source.Entered.Task.WaitAsync(Patience, Cancel);
        _source.Text = null;
        using var client = Client();

        var answers = new List<HttpStatusCode>();
        using var late = new CancellationTokenSource(Patience);
        while (!answers.Contains(HttpStatusCode.OK) && !late.IsCancellationRequested) answers.Add(await GetAsync(client, "/metrics"));

        Assert.Equal(HttpStatusCode.OK, answers[^1]);
        Assert.Equal(1, _guard.TakeRefusals(PortRefusal.TooSlow));
    }

    /// <summary>Headers that never end, and a handshake that stops: both are closed after ten seconds.</summary>
    [Theory]
    [InlineData("", "GET /metrics HTTP/1.1\r\nHost: a\r\nX: ", "HTTP/1.1 408")]
    [InlineData(Tls, "\u0016\u0003\u0001", "")]
    public async Task WhoeverIsSlowToBeginIsCutOff(string configuration, string beginning, string expected)
    {
        await StartAsync(configuration);

        var answer = await SendAsync(beginning);

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        Assert.Equal(configuration.Length > 0, await HandshakesRefusedAsync(configuration.Length > 0 ? 1 : 0) == 1);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(Tls, false)]
    [InlineData(MutualTls + "RequireAndVerifyClientCert }\n", false)]
    [InlineData("", true)]
    [InlineData(Tls, true)]
    public async Task TheHealthCheckOfAContainerFindsItsWayIn(string configuration, bool isSocket)
    {
        Assert.True(ListenAddress.TryParse(isSocket ? $"unix:{_files["metrics.sock"]}" : "127.0.0.1:0", out var address));
        await StartAsync(configuration + Users, address);
        var check = new Invocation().With("LOGPAIR_WEB_CONFIG", _files.ConfigPath).With("LOGPAIR_LISTEN", _server!.Address.ToString());

        Assert.Equal(ExitCode.Done, await check.RunAsync("healthcheck"));
        Assert.Equal("ready\n", check.Output);
        await _server.DisposeAsync();
        Assert.Equal(ExitCode.Failed, await check.RunAsync("healthcheck"));
        _server = null;
    }

    [Theory]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nX: {0}\r\n\r\n", 17_000, "HTTP/1.1 431")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", 17_000, "HTTP/1.1 414")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 0, "HTTP/1.1 200 OK\r\nConnection: close",
        "two lengths: answered, and nothing after it is read (RFC 9112, section 6.3)")]
    [InlineData("GET /metrics HTTP/1.1\r\n\r\n", 0, "HTTP/1.1 400")]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n", 0, "HTTP/1.1 400")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, "\0\0\u0008\u0007", "a preface of HTTP/2: GOAWAY")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000", 0, "", "a TLS handshake, to a port without TLS")]
    public async Task WhatIsNoRequestIsRefusedAndTheNextOneIsAnswered(string request, int filler, string expected, string? _ = null)
    {
        await StartAsync("");
        var text = request.Replace("{0}", new string('x', filler), StringComparison.Ordinal);

        // Whoever ends its side at once may miss the answer.
        var answer = await SendAsync(text);

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
        using var client = Client();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client, "/metrics"));
    }

    [Fact]
    public async Task RequestsThatComeAtOnceAreAnsweredEachByItsOwnCredentials()
    {
        File.WriteAllText(_files["token"], Token);
        await StartAsync("logpair: { bearer_token_files: [token] }\n");
        var good = $"GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {Token}\r\n\r\n";
        const string Bad = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";
        const string Last = "GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

        var answer = await SendAsync(good + Bad + good + Last);

        Assert.Equal(["200", "401", "200", "401"], answer.Split("HTTP/1.1 ")[1..].Select(each => each[..3]));
    }

    /// <summary>Ten thousand connections from one address that say nothing, half of them in the middle of a handshake.</summary>
    [Fact]
    public async Task TenThousandSilentConnectionsAreBoundedAndKeepNoOtherAddressOut()
    {
        await StartAsync(Tls);
        var held = new List<Socket>();
        var hello = new byte[] { 0x16, 3, 1, 2, 0, 1 };
        for (var i = 0; i < 10_000; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await HelloAsync(socket, i % 2 == 0 ? hello : []);

            // The first ones are kept, so that no place is left.
            if (held.Count < 500) held.Add(socket);
            else socket.Dispose();
        }

        // 127.0.0.2 is another address of this machine.
        using var other = Client(localAddress: IPAddress.Parse("127.0.0.2"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(other, "/metrics"));
        Assert.True(_guard.TakeRefusals(PortRefusal.TooManyConnections) > 9_000);

        foreach (var socket in held) socket.Dispose();
        Assert.True(await HandshakesRefusedAsync(25) >= 25);
        using var same = Client();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(same, "/metrics"));
    }

    [Fact]
    public async Task AUnixSocketIsForOwnerAndGroupAndAStaleOneIsTakenOver()
    {
        var path = _files["metrics.sock"];
        Assert.True(ListenAddress.TryParse($"unix:{path}", out var address));
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(path));
            File.Move(path, path + ".kept");
        }

        File.Move(path + ".kept", path);

        await StartAsync("", address);
        using var client = new HttpClient(LocalClient.Of(address));

        Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) == UnixSocketFile.Mode);
        Assert.Equal("text\n", await client.GetStringAsync(new Uri("http://localhost/metrics"), Cancel));
        var inUse = await Assert.ThrowsAsync<ListenException>(() => StartServerAsync(address));
        Assert.Contains("a process listens there", inUse.Message, StringComparison.Ordinal);
        Assert.Equal("text\n", await client.GetStringAsync(new Uri("http://localhost/metrics"), Cancel));
    }

    [Fact]
    public async Task NothingButAStaleSocketIsRemoved()
    {
        File.WriteAllText(_files["file"], "precious");
        File.CreateSymbolicLink(_files["link"], _files["file"]);
        Directory.CreateDirectory(_files["directory"]);
        _guard = WebGuard.None(TimeProvider.System);

        foreach (var name in (string[])["file", "link", "directory"])
        {
            Assert.True(ListenAddress.TryParse($"unix:{_files[name]}", out var address));
            await Assert.ThrowsAsync<ListenException>(() => StartServerAsync(address));
        }

        Assert.True(ListenAddress.TryParse($"unix:{_files["missing/metrics.sock"]}", out var nowhere));
        var failure = await Assert.ThrowsAsync<ListenException>(() => StartServerAsync(nowhere));
        Assert.True(failure.IsWrongAddress);
        Assert.Equal("precious", File.ReadAllText(_files["file"]));
        Assert.NotNull(new FileInfo(_files["link"]).LinkTarget);
    }

    private static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private async Task StartAsync(string yaml, ListenAddress? address = null)
    {
        var guard = WebGuard.TryOpen(_files.Configure(yaml).Mount().ConfigPath, TimeProvider.System, out var errors);
        Assert.Empty(errors);
        _guard = guard!;
        _owned.Add(_guard);
        _server = await StartServerAsync(address ?? new ListenAddress(IPAddress.Loopback, 0));
    }

    private Task<MetricsServer> StartServerAsync(ListenAddress address) =>
        MetricsServer.StartAsync(address, _source, _guard, NullLoggerFactory.Instance, Cancel);

    private void Reload(string yaml)
    {
        _files.Configure(yaml);
        Look();
    }

    private void Look()
    {
        for (var i = 0; i < 2; i++) _guard.Look(NullLogger.Instance);
        Assert.True(_guard.Health!.IsLastReloadSuccess);
    }

    private X509Certificate2? ClientCertificate(string which)
    {
        using var foreign = new CertificateAuthority("foreign");
        return which switch
        {
            "good" => _files.Authority.IssueClient("prometheus").Load(),
            "foreign" => foreign.IssueClient("prometheus").Load(),
            "a server's" => _files.Authority.IssueServerForClient("prometheus").Load(),
            _ => null,
        };
    }

    private HttpClient Client(
        X509Certificate2? certificate = null, SslClientAuthenticationOptions? options = null, IPAddress? localAddress = null)
    {
        options ??= new SslClientAuthenticationOptions();
        options.RemoteCertificateValidationCallback ??= (_, server, _, _) => ((X509Certificate2)server!).Thumbprint == _files.Server.Thumbprint;
        if (certificate is not null) options.ClientCertificates = [certificate];
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = options,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                if (localAddress is not null) socket.Bind(new IPEndPoint(localAddress, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { Timeout = Patience };
    }

    private Uri Url(string path) => new(_server!.Address.Url("", _guard.Scheme) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private async Task<HttpStatusCode> GetAsync(HttpClient client, string path, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(path)) { Headers = { Authorization = authorization } };
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task HelloAsync(Socket socket, byte[] hello)
    {
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _server!.Address.Port), Cancel);
            await socket.SendAsync(hello, Cancel);
        }
        catch (SocketException)
        {
            // It was shown the door already.
        }
    }

    /// <returns>Everything until the server closes.</returns>
    private async Task<string> SendAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server!.Address.Port, Cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), Cancel);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, Cancel).WaitAsync(Patience, Cancel);
        }
        catch (IOException)
        {
            // Closed with something unread: what was answered counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    // The server may still be at it when the client has seen the end.
    private async Task<long> HandshakesRefusedAsync(long least)
    {
        var count = _guard.TakeRefusals(PortRefusal.Handshake);
        using var late = new CancellationTokenSource(Patience);
        while (count < least && !late.IsCancellationRequested)
        {
            await Task.Yield();
            count += _guard.TakeRefusals(PortRefusal.Handshake);
        }

        return count;
    }
}
