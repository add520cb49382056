using System.Net.Security;

namespace LogPair.Host.Web.Settings;

public sealed class WebConfigReaderTests
{
    // Of exporter-toolkit's source: the hash of "fakepassword".
    private const string Hash = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

    [Fact]
    public void EverythingOfPrometheusFormatAndOursIsRead()
    {
        var config = Read($"""
            tls_server_config:
              cert_file: tls.crt
              key_file: /keys/tls.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
              client_allowed_sans: [prometheus.example.org, 10.0.0.1]
              min_version: TLS12
              max_version: TLS13
              cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
              prefer_server_cipher_suites: true
            http_server_config:
              http2: false
              headers:
                X-Frame-Options: deny
                Strict-Transport-Security: max-age=600
            basic_auth_users:
              alice: {Hash}
            rate_limit: {"{ interval: 100ms, burst: 20 }"}
            logpair:
              bearer_token_files: [tokens/scraper]
              open_paths: [/healthz]
              limits: {"{ connections: 40, scrapes: 2, request_time: 5s }"}
            """);

        Assert.Equal("conf/tls.crt", config.Tls!.Certificate.Path);
        Assert.Equal("/keys/tls.key", config.Tls.Key.Path);
        Assert.Equal("conf/ca.crt", config.Tls.ClientAuthority!.Path);
        Assert.Equal(ClientAuthentication.RequireAndVerifyClientCert, config.Tls.ClientAuthentication);
        Assert.Equal(["prometheus.example.org", "10.0.0.1"], config.Tls.ClientNames);
        Assert.Equal((TlsVersion.Tls12, TlsVersion.Tls13), (config.Tls.MinVersion, config.Tls.MaxVersion));
        Assert.Equal([TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256], config.Tls.CipherSuites!);
        Assert.False(config.IsHttp2);
        Assert.Equal([new("X-Frame-Options", "deny"), new("Strict-Transport-Security", "max-age=600")], config.Headers);
        Assert.Equal(Hash, config.Users["alice"].Reveal());
        Assert.Equal(new RequestRate(TimeSpan.FromMilliseconds(100), 20), config.Rate);
        Assert.Equal(["conf/tokens/scraper"], config.TokenFiles.Select(file => file.Path));
        Assert.Equal(["/healthz"], config.OpenPaths);
        Assert.Equal(
            new WebLimits { Connections = 40, ConnectionsPerAddress = 10, Scrapes = 2, RequestTime = TimeSpan.FromSeconds(5) }, config.Limits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("tls_server_config:\nbasic_auth_users:\nlogpair:\n")]
    [InlineData("tls_server_config: {}\nhttp_server_config: {}\nbasic_auth_users: {}\nrate_limit: { interval: 0, burst: 0 }\n")]
    public void EmptySectionsAskForNothing(string yaml)
    {
        var config = Read(yaml);

        Assert.Null(config.Tls);
        Assert.Null(config.Rate);
        Assert.True(config.IsHttp2);
        Assert.Empty(config.Users);
        Assert.Equal(["/healthz", "/readyz"], config.OpenPaths);
        Assert.Equal(new WebLimits(), config.Limits);
    }

    [Theory]
    [InlineData("tls_server_confg: {}", "1:1: there is no key tls_server_confg here. Did you mean tls_server_config?")]
    [InlineData("tls_server_config:\n  cert_file: a\n  key_file: b\n  cert_fil: c", "4:3: there is no key cert_fil here. Did you mean cert_file?")]
    [InlineData("tls_server_config:\n  cert_file: a", "2:3: tls_server_config has no key_file.")]
    [InlineData("tls_server_config: {cert_file: a, cert: b, key_file: c}", "1:32: cert and cert_file say the same in two ways.")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, min_version: TLS11}", "TLS11 is not spoken here")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, min_version: TLS14}", "this is not a value of min_version. Did you mean TLS1")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, min_version: TLS13, max_version: TLS12}", "max_version is lower than min_version")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}", "this is not a value of cipher_suites")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA]}", "lacks one that HTTP/2 needs")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, curve_preferences: [X25519]}", "curve_preferences cannot be chosen here")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, prefer_server_cipher_suites: false}", "cannot be false here")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, client_auth_type: RequireAndVerifyClientCert}", "needs client_ca_file")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, client_ca_file: c}", "no certificate of a client is asked for")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, client_allowed_sans: [c]}", "needs certificates of clients to be required")]
    [InlineData("tls_server_config: {cert_file: a, key_file: b, client_auth_type: RequireVerify}", "this is not a value of client_auth_type")]
    [InlineData("http_server_config: {http2: yes}", "1:29: this is not a value of http2")]
    [InlineData("http_server_config: {headers: {Server: x}}", "there is no such key here. Known are Strict-Transport-Security")]
    [InlineData("http_server_config: {headers: {X-Frame-Options: never}}", "this is not a value of X-Frame-Options")]
    [InlineData("http_server_config: {headers: {X-XSS-Protection: \"a\\r\\nSet-Cookie: b\"}}", "printable ASCII")]
    [InlineData("basic_auth_users: {alice: secret}", "1:27: this is not a bcrypt hash. Make one with: htpasswd")]
    [InlineData("basic_auth_users: {alice: }", "this user has no hash")]
    [InlineData("basic_auth_users: {alice: $2y$31$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi}", "the cost of this hash is over 18")]
    [InlineData("basic_auth_users: [alice]", "1:19: basic_auth_users must be a mapping")]
    [InlineData("rate_limit: {interval: 1s}", "rate_limit has no burst")]
    [InlineData("logpair: {open_paths: [healthz]}", "an open path begins with a slash")]
    [InlineData("logpair: {bearer_token_files: []}", "must have 1 to 100 entries")]
    [InlineData("logpair: {limits: {connections: 1}}", "connections must be a whole number from 2 to 10000")]
    [InlineData("logpair: {limits: {request_time: 5}}", "request_time must be a length of time from 1s to 1h")]
    [InlineData("logpair: {limit: {}}", "there is no key limit here. Did you mean limits?")]
    [InlineData("a: b: c", "this is not valid YAML")]
    [InlineData("rate_limit: {}\nrate_limit: {}", "2:1: this is not valid YAML, or a key that is here twice")]
    public void WhatIsWrongIsNamedWithItsPlace(string yaml, string expected)
    {
        WebConfigReader.Read("conf/web.yml", yaml, out var errors);

        Assert.Contains(expected, string.Join('\n', errors), StringComparison.Ordinal);
        Assert.All(errors, error => Assert.StartsWith("conf/web.yml:", error.ToString(), StringComparison.Ordinal));
    }

    /// <summary>A secret at every place of a good file, in turn: as a value, as a key, and in place of a section.</summary>
    [Fact]
    public void NoMessageQuotesWhatMayBeASecret()
    {
        const string Secret = "hunter2/Correct+Horse";
        var good = $"""
            tls_server_config:
              cert_file: a
              key_file: b
              client_auth_type: NoClientCert
              min_version: TLS12
              cipher_suites:
                - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
              prefer_server_cipher_suites: true
            http_server_config:
              http2: true
              headers:
                X-Frame-Options: deny
            basic_auth_users:
              alice: {Hash}
            rate_limit:
              interval: 1s
              burst: 3
            logpair:
              open_paths:
                - /healthz
              bearer_token_files:
                - token
              limits:
                scrapes: 4
            """.Split('\n');
        var failed = 0;

        for (var i = 0; i < good.Length; i++)
        {
            var indent = good[i][..(good[i].Length - good[i].TrimStart().Length)];
            var key = good[i].Contains(": ", StringComparison.Ordinal) ? good[i][..(good[i].IndexOf(':', StringComparison.Ordinal) + 1)] : indent + "-";
            foreach (var line in (string[])[$"{key} {Secret}", $"{indent}{Secret}: x", $"{indent}{Secret}", $"{key} *{Secret}", $"{key} !{Secret} x", $"{key} \"{Secret}"])
            {
                WebConfigReader.Read("web.yml", string.Join('\n', [.. good[..i], line, .. good[(i + 1)..]]), out var errors);
                failed += errors.Count > 0 ? 1 : 0;
                Assert.All(errors, error => Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.OrdinalIgnoreCase));
            }
        }

        Assert.True(failed > 100, $"Only {failed} mutations were errors.");
    }

    private static WebConfig Read(string yaml)
    {
        var config = WebConfigReader.Read("conf/web.yml", yaml, out var errors);
        Assert.Empty(errors);
        return config;
    }
}
