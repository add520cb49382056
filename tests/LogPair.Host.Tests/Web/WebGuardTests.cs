using LogPair.Processor.Pipeline.Committing;
using Microsoft.Extensions.Time.Testing;

namespace LogPair.Host.Web;

public sealed class WebGuardTests : IDisposable
{
    private const string Tls = "tls_server_config: { cert_file: tls.crt, key_file: tls.key }\n";

    private readonly WebFiles _files = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly LineLogger _log = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ARotatedCertificateIsInForceOnceItHasComeToRest()
    {
        using var guard = Open(Tls);
        var first = guard.Current.Tls!.Thumbprint;
        var rotated = _files.Authority.IssueServer(days: 60);
        _files.Mount(rotated);
        _time.Advance(TimeSpan.FromMinutes(1));

        guard.Look(_log);
        Assert.Equal(first, guard.Current.Tls.Thumbprint);
        guard.Look(_log);

        Assert.Equal(rotated.Thumbprint, guard.Current.Tls.Thumbprint);
        Assert.True(guard.Health!.IsLastReloadSuccess);
        Assert.Equal(_time.GetUtcNow(), guard.Health.LastSuccess);
        Assert.Equal(guard.Current.Tls.Expiry, guard.Health.CertificateExpiry);
        Assert.Contains(_log.Lines, line => line.Contains(rotated.Thumbprint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("the key of another certificate")]
    [InlineData("no certificate")]
    [InlineData("half a certificate")]
    [InlineData("an encrypted key")]
    [InlineData("no key file")]
    [InlineData("a wrong configuration")]
    [InlineData("no configuration")]
    [InlineData("no TLS")]
    public void WhatIsWrongKeepsAllOfTheOldAndIsSaidOnce(string what)
    {
        using var guard = Open(Tls);
        var old = guard.Current;
        var (other, key) = (_files.Authority.IssueServer(), _files.Server.KeyPem);
        switch (what)
        {
            case "the key of another certificate": _files.MountFiles(("tls.crt", other.Pem), ("tls.key", key)); break;
            case "no certificate": _files.MountFiles(("tls.crt", ""), ("tls.key", other.KeyPem)); break;
            case "half a certificate": _files.MountFiles(("tls.crt", other.Pem[..200]), ("tls.key", other.KeyPem)); break;
            case "an encrypted key":
                var encrypted = other.KeyPem.Replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY", StringComparison.Ordinal);
                _files.MountFiles(("tls.crt", other.Pem), ("tls.key", encrypted));
                break;
            case "no key file": _files.MountFiles(("tls.crt", other.Pem)); break;
            case "a wrong configuration": _files.Configure(Tls + "basic_auth_user: {}\n"); break;
            case "no configuration": File.Delete(_files.ConfigPath); break;
            case "no TLS": _files.Configure("http_server_config: {}\n"); break;
        }

        for (var i = 0; i < 4; i++) guard.Look(_log);

        Assert.Same(old, guard.Current);
        Assert.False(guard.Health!.IsLastReloadSuccess);
        Assert.Single(_log.Lines, line => line.Contains("is not used", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => key.Split('\n')[1..^1].Any(secret => line.Contains(secret, StringComparison.Ordinal)));

        _files.Configure(Tls).Mount(other);
        for (var i = 0; i < 2; i++) guard.Look(_log);
        Assert.Equal(other.Thumbprint, guard.Current.Tls!.Thumbprint);
        Assert.True(guard.Health.IsLastReloadSuccess);
    }

    /// <summary>Certificates are swapped while they are read, for a while without pause: what is in force is always a pair.</summary>
    [Fact]
    public async Task SwapsInTheMiddleOfReadingNeverPutHalvesTogether()
    {
        using var guard = Open(Tls);
        var pairs = Enumerable.Range(0, 2).Select(_ => _files.Authority.IssueServer()).ToList();
        var known = pairs.Select(pair => pair.Thumbprint).Append(_files.Server.Thumbprint).ToList();
        using var enough = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            for (var i = 0; i < 300; i++) _files.Mount(pairs[i % 2]);
            enough.Cancel();
        }, TestContext.Current.CancellationToken);

        // Halves that are seen twice in a row, as they are swapped so often, are refused.
        while (!enough.IsCancellationRequested)
        {
            guard.Look(_log);
            Assert.Contains(guard.Current.Tls!.Thumbprint, known);
        }

        await swapping;
        for (var i = 0; i < 2; i++) guard.Look(_log);

        Assert.Equal(pairs[1].Thumbprint, guard.Current.Tls!.Thumbprint);
        Assert.True(guard.Health!.IsLastReloadSuccess);
    }

    [Fact]
    public void UsersAndTokensAreReadAgainAndLimitsAreNot()
    {
        File.WriteAllText(_files["token"], "a-token-of-many-characters");
        using var guard = Open(Tls + "logpair: { bearer_token_files: [token] }\n");

        File.WriteAllText(_files["token"], "another-token-of-many-characters");
        for (var i = 0; i < 2; i++) guard.Look(_log);
        Assert.True(guard.Current.Tokens.Contains("another-token-of-many-characters"));
        Assert.False(guard.Current.Tokens.Contains("a-token-of-many-characters"));

        _files.Configure(Tls + $"basic_auth_users: {{ alice: {WebFiles.Hash} }}\nlogpair: {{ limits: {{ scrapes: 3 }} }}\n");
        for (var i = 0; i < 2; i++) guard.Look(_log);
        Assert.Equal(["alice"], guard.Current.Config.Users.Keys);
        Assert.Contains(_log.Lines, line => line.Contains("the limits have changed", StringComparison.Ordinal));
    }

    [Fact]
    public void EverythingThatIsWrongAtTheStartIsSaid()
    {
        _files.Configure("""
            tls_server_config: { cert_file: missing.crt, key_file: missing.key }
            logpair: { bearer_token_files: [missing] }
            """);

        Assert.Null(WebGuard.TryOpen(_files.ConfigPath, _time, out var errors));
        Assert.Equal(["missing", "missing.crt", "missing.key"],
            errors.Select(error => error.Message.Split(' ')[1]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("basic_auth_users:\n")]
    [InlineData("http_server_config: {}\n")]
    public void AReloadThatWouldLetEverybodyInIsRefused(string emptied)
    {
        using var guard = Open("basic_auth_users: { ada: $2y$10$0123456789012345678901uWhSJbVVlPUQbJFCIPd9kCUlJZJlJZa }\n");
        _files.Configure(emptied);

        for (var i = 0; i < 3; i++) guard.Look(_log);

        Assert.True(guard.Current.NeedsCredentials);
        Assert.False(guard.Health!.IsLastReloadSuccess);
        Assert.Contains(_log.Lines, line => line.Contains("everybody would be answered", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutAConfigurationNothingIsAskedForAndNothingIsShown()
    {
        using var guard = WebGuard.TryOpen(path: null, _time, out var errors)!;
        guard.Refusals.Add(PortRefusal.TooSlow);

        Assert.Empty(errors);
        Assert.Null(guard.Health);
        Assert.Null(guard.Current.Tls);
        Assert.False(guard.Current.NeedsCredentials);
        Assert.Equal(1, guard.TakeRefusals(PortRefusal.TooSlow));
        Assert.Equal(0, guard.TakeRefusals(PortRefusal.TooSlow));
    }

    private WebGuard Open(string yaml)
    {
        var guard = WebGuard.TryOpen(_files.Configure(yaml).Mount().ConfigPath, _time, out var errors);
        Assert.Empty(errors);
        return guard!;
    }
}
