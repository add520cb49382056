using LogPair.EndToEnd.Tests.Serving;
using LogPair.Testing;

namespace LogPair.EndToEnd.Tests.Doctor;

/// <summary>Faults of certificates, keys and credentials; none of them may be printed.</summary>
public sealed class TlsFaultTests : IDisposable
{
    private const string Tls = "tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key }\n";

    private readonly Consultation _patient = new(nameof(TlsFaultTests));
    private readonly CertificateAuthority _authority = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        _patient.Dispose();
    }

    [Fact]
    public async Task ACertificateThatHasRunOut()
    {
        var report = await AskAsync(Tls, _authority.IssueServer(days: -1));

        report.Finds("tls", "failure", "certificate CN=localhost", "ran out");
    }

    [Fact]
    public async Task ACertificateThatRunsOutSoon()
    {
        var report = await AskAsync(Tls, _authority.IssueServer(days: 10));

        report.Finds("tls", "warning", "runs out in 10 days");
    }

    [Fact]
    public async Task ACertificateThatIsGoodIsWell()
    {
        var report = await AskAsync(Tls, _authority.IssueServer(days: 30));

        Assert.Contains("is good until", report.IsWell("tls").What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKeyOfAnotherCertificate()
    {
        var key = _authority.IssueServer().KeyPem;
        var report = await AskAsync(Tls, _authority.IssueServer() with { KeyPem = key });

        report.Finds("tls", "failure", "web.yml:1:", "is not the private key of the certificate");
        Assert.DoesNotContain(key.Split('\n')[1], report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuthorityThatIsNone()
    {
        var report = await AskAsync(
            "tls_server_config: { cert_file: secret/tls.crt, key_file: secret/tls.key, client_ca_file: "
                + "secret/token, client_auth_type: RequireAndVerifyClientCert }\n",
            _authority.IssueServer());

        report.Finds("tls", "failure", "secret/token holds no certificate");
        Assert.DoesNotContain(ProtectedProcessor.Token, report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProtectedProcessorIsAskedNothingThatItRefuses()
    {
        await using var processor = await ProtectedProcessor.StartAsync(
            _patient.Volume, Tls
                + "basic_auth_users: { alice: $hash }\nlogpair: { bearer_token_files: [secret/token] }\n", Cancel);
        _patient.Listen = $"127.0.0.1:{processor.Port}";
        await File.WriteAllTextAsync(_patient.Volume["basic"], $"alice:{ProtectedProcessor.Password}\n", Cancel);

        var without = await _patient.AskAsync("--web-config", processor.ConfigPath);
        var bearer = await _patient.AskAsync(
            "--web-config", processor.ConfigPath, "--credentials-file", _patient.Volume["secret/token"]);
        var basic = await _patient.AskAsync(
            "--web-config", processor.ConfigPath, "--credentials-file", _patient.Volume["basic"]);

        without.IsWell("port");
        Assert.Contains(without.Lines, line => line is { Examination: "processor", Verdict: "skipped" }
            && line.What.Contains("--credentials-file", StringComparison.Ordinal));
        Assert.Contains("1 line counted", bearer.IsWell("processor").What, StringComparison.Ordinal);
        basic.IsWell("processor");
        Assert.All((DoctorReport[])[without, bearer, basic], report =>
        {
            Assert.DoesNotContain(ProtectedProcessor.Password, report.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(ProtectedProcessor.Token, report.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(processor.Hash, report.Output, StringComparison.Ordinal);
        });

        // The processor shows a reason of a refusal when it first happens.
        using var client =
            new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        client.DefaultRequestHeaders.Authorization = new("Bearer", ProtectedProcessor.Token);
        var metrics = await client.GetStringAsync(new Uri($"https://{_patient.Listen}/metrics"), Cancel);
        Assert.DoesNotContain("logpair_port_refusals_total{", metrics, StringComparison.Ordinal);
    }

    private async Task<DoctorReport> AskAsync(string configuration, IssuedCertificate server)
    {
        new MountedSecret(_patient.Volume["secret"]).Swap([("tls.crt", server.Pem), ("tls.key", server.KeyPem),
            ("token", ProtectedProcessor.Token + "\n")]);
        await File.WriteAllTextAsync(_patient.Volume["web.yml"], configuration, Cancel);
        return await _patient.AskAsync("--web-config", _patient.Volume["web.yml"]);
    }
}
