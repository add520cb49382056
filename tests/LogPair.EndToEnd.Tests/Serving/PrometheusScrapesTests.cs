using System.Diagnostics;
using LogPair.EndToEnd.Tests.Processes;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Serving;

/// <summary>A real Prometheus at a protected port: who knows the secret scrapes, who does not is refused, and certificates rotate meanwhile.</summary>
public sealed class PrometheusScrapesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithBasicAuthenticationOverTls()
    {
        using var volume = new TempVolume();
        await using var processor = await ProtectedProcessor.StartAsync(volume, """
            tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key }
            basic_auth_users: { prometheus: $hash }
            """, Cancel);

        await ExpectAsync(volume, processor, new()
        {
            ["right"] = ("basic_auth: { username: prometheus, password: " + ProtectedProcessor.Password + " }", "1"),
            ["wrong_password"] = ("basic_auth: { username: prometheus, password: wrong }", "401"),
            ["wrong_user"] = ("basic_auth: { username: mallory, password: " + ProtectedProcessor.Password + " }", "401"),
            ["nobody"] = ("", "401"),
            ["token"] = ("authorization: { credentials: " + ProtectedProcessor.Token + " }", "401"),
        });
    }

    [Fact]
    public async Task WithABearerTokenOverTls()
    {
        using var volume = new TempVolume();
        await using var processor = await ProtectedProcessor.StartAsync(volume, """
            tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key }
            logpair: { bearer_token_files: [secret/token] }
            """, Cancel);

        await ExpectAsync(volume, processor, new()
        {
            ["right"] = ($"authorization: {{ credentials_file: {volume["secret/token"]} }}", "1"),
            ["wrong_token"] = ("authorization: { credentials: planted-bearer-token-0000000000 }", "401"),
            ["nobody"] = ("", "401"),
        });
    }

    [Fact]
    public async Task WithMutualTls()
    {
        using var volume = new TempVolume();
        await using var processor = await ProtectedProcessor.StartAsync(volume, """
            tls_server_config:
              cert_file: secret/tls.crt
              key_file: secret/tls.key
              client_ca_file: secret/ca.crt
              client_auth_type: RequireAndVerifyClientCert
              client_allowed_sans: [prometheus]
            """, Cancel);
        using var foreign = new CertificateAuthority("foreign");
        Write(volume, "good", processor.Authority.IssueClient("prometheus"));
        Write(volume, "other", processor.Authority.IssueClient("grafana"));
        Write(volume, "foreign", foreign.IssueClient("prometheus"));

        await ExpectAsync(volume, processor, new()
        {
            ["right"] = (Certificate(volume, "good"), "1"),
            ["other_name"] = (Certificate(volume, "other"), "handshake"),
            ["foreign_authority"] = (Certificate(volume, "foreign"), "handshake"),
            ["no_certificate"] = ("", "401"),
        });
    }

    /// <summary>Prometheus scrapes each second and stays; the certificate changes three times, once to one that is bad.</summary>
    [Fact]
    public async Task ARotatedCertificateIsServedWithinTenSecondsAndNoScrapeIsDropped()
    {
        using var volume = new TempVolume();
        await using var processor = await ProtectedProcessor.StartAsync(volume, """
            tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key }
            basic_auth_users: { prometheus: $hash }
            """, Cancel);
        await using var prometheus = await StartAsync(volume, processor, new()
        {
            ["right"] = ("basic_auth: { username: prometheus, password: " + ProtectedProcessor.Password + " }", "1"),
        });
        Assert.Equal(1, await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("up{job='right'}", Cancel), up => up == 1, Cancel));

        for (var rotation = 0; rotation < 3; rotation++)
        {
            var next = processor.Authority.IssueServer();
            var before = processor.Server;

            // The key of another one first: what is in force stays.
            if (rotation == 1)
            {
                processor.Mount(next with { KeyPem = before.KeyPem });
                await SaidAsync(processor, "is not used");
                Assert.Equal(before.Thumbprint, await processor.ServedAsync(Cancel));
                Assert.Equal(0, await ValueAsync(prometheus, "logpair_web_config_last_reload_success", 0));
            }

            processor.Mount(next);
            var since = Stopwatch.GetTimestamp();
            var served = await Deadline.PollAsync(
                TimeSpan.FromSeconds(30), () => processor.ServedAsync(Cancel), thumbprint => thumbprint == next.Thumbprint, Cancel);
            var took = Stopwatch.GetElapsedTime(since);

            Assert.Equal(next.Thumbprint, served);
            Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took}.");
            TestContext.Current.TestOutputHelper!.WriteLine($"rotation {rotation}: served after {took.TotalSeconds:F1} s");
            Assert.Equal(1, await ValueAsync(prometheus, "logpair_web_config_last_reload_success", 1));
        }

        // A scrape after the last rotation, and not one that failed since the first.
        using var expiry = processor.Server.Load();
        Assert.Equal(
            new DateTimeOffset(expiry.NotAfter).ToUnixTimeSeconds(), await ValueAsync(prometheus, "logpair_web_certificate_expiry_timestamp_seconds", null));
        var scrapes = await prometheus.Client.ValueAsync("count_over_time(up{job='right'}[10m])", Cancel);
        var good = await prometheus.Client.ValueAsync("sum_over_time(up{job='right'}[10m])", Cancel);
        TestContext.Current.TestOutputHelper!.WriteLine($"{good} of {scrapes} scrapes were good");
        Assert.True(scrapes > 5, $"Only {scrapes} scrapes.");
        Assert.Equal(scrapes, good);
    }

    private static void Write(TempVolume volume, string name, IssuedCertificate certificate)
    {
        File.WriteAllText(volume[$"{name}.crt"], certificate.Pem);
        File.WriteAllText(volume[$"{name}.key"], certificate.KeyPem);
    }

    private static string Certificate(TempVolume volume, string name) => $"cert_file: {volume[$"{name}.crt"]}, key_file: {volume[$"{name}.key"]}";

    private static Task<PrometheusProcess> StartAsync(
        TempVolume volume, ProtectedProcessor processor, Dictionary<string, (string Credentials, string Expected)> jobs)
    {
        var all = jobs.Select(job => $$"""
              - job_name: {{job.Key}}
                scheme: https
                scrape_interval: 1s
                scrape_timeout: 1s
                tls_config: { ca_file: {{volume["secret/ca.crt"]}}, server_name: localhost{{(job.Value.Credentials.StartsWith("cert_", StringComparison.Ordinal) ? ", " + job.Value.Credentials : "")}} }
                {{(job.Value.Credentials.StartsWith("cert_", StringComparison.Ordinal) ? "" : job.Value.Credentials)}}
                static_configs: [{ targets: ['127.0.0.1:{{processor.Port}}'] }]

            """);
        return PrometheusProcess.StartAsync(volume, "scrape_configs:\n" + string.Concat(all), Cancel);
    }

    /// <summary>Every job ends as it should: <c>1</c> for up, else what its error must be.</summary>
    private static async Task ExpectAsync(
        TempVolume volume, ProtectedProcessor processor, Dictionary<string, (string Credentials, string Expected)> jobs)
    {
        await using var prometheus = await StartAsync(volume, processor, jobs);
        foreach (var (job, (_, expected)) in jobs)
        {
            var target = await Deadline.PollAsync(
                Patience, () => prometheus.Client.TargetAsync(job, Cancel), target => IsAsExpected(target, expected), Cancel);
            Assert.True(IsAsExpected(target, expected), $"{job}: {target} is not {expected}\n{processor.Process.Error}");
            TestContext.Current.TestOutputHelper!.WriteLine($"{job}: {target}");
        }

        Assert.True(await prometheus.Client.ValueAsync("logpair_lines_total{job='right'}", Cancel) >= 0);
        Assert.True(await Deadline.PollAsync(
            Patience, () => prometheus.Client.ValueAsync("sum(logpair_port_refusals_total{job='right'})", Cancel), count => count > 0, Cancel) > 0);
    }

    private static bool IsAsExpected((string Health, string Error) target, string expected) => expected switch
    {
        "1" => target is { Health: "up", Error: "" },
        "401" => target.Health == "down" && target.Error.Contains("401", StringComparison.Ordinal),
        _ => target.Health == "down" && (target.Error.Contains("tls", StringComparison.Ordinal)
            || target.Error.Contains("reset", StringComparison.Ordinal) || target.Error.Contains("EOF", StringComparison.Ordinal)
            || target.Error.Contains("broken pipe", StringComparison.Ordinal)),
    };

    private static async Task SaidAsync(ProtectedProcessor processor, string what) => Assert.True(await Deadline.PollAsync(
        Patience, () => Task.FromResult(processor.Process.Error.Contains(what, StringComparison.Ordinal)), isSaid => isSaid, Cancel), processor.Process.Error);

    private static Task<double> ValueAsync(PrometheusProcess prometheus, string metric, double? expected) => Deadline.PollAsync(
        Patience, () => prometheus.Client.ValueAsync(metric, Cancel), value => expected is null ? value > 0 : value == expected, Cancel);
}
